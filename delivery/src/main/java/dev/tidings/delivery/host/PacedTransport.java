package dev.tidings.delivery.host;

import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpCall;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.TransportException;
import dev.tidings.teams.http.TransportException.Written;

/// Lets each request leave only on a slot of the lane in whose scope it is made, repeats with a fresh token
/// included.
///
/// A request outside any lane's scope leaves at once.
public final class PacedTransport implements HttpTransport {
    private final HttpTransport transport;

    /// Paces what leaves through another transport; that one is closed together with this one.
    public PacedTransport(HttpTransport transport) {
        this.transport = transport;
    }

    @Override
    public HttpAnswer send(HttpCall call) {
        if (!LanePace.CURRENT.isBound()) {
            return transport.send(call);
        }
        LanePace pace = LanePace.CURRENT.get();
        try {
            pace.reserve();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new TransportException(Written.NO, "stopped before " + call + " was sent", stopped);
        }
        try {
            return transport.send(call);
        } finally {
            pace.answered();
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
