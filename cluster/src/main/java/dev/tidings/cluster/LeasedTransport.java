package dev.tidings.cluster;

import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpCall;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.TransportException;
import dev.tidings.teams.http.TransportException.Written;

/// Lets a request of a delivery leave only while the shard in whose name it is made may send; to
/// stand directly before the transport that writes it.
///
/// A request in nobody's name leaves at once.
public final class LeasedTransport implements HttpTransport {
    private final HttpTransport transport;

    /// Guards what leaves through another transport; that one is closed together with this one.
    public LeasedTransport(HttpTransport transport) {
        this.transport = transport;
    }

    @Override
    public HttpAnswer send(HttpCall call) {
        if (Shard.CURRENT.isBound() && !Shard.CURRENT.get().maySend()) {
            throw new TransportException(
                    Written.NO, call + " was not sent", new IllegalStateException("the lane is not owned here now"));
        }
        return transport.send(call);
    }

    @Override
    public void close() {
        transport.close();
    }
}
