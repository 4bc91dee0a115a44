package dev.tidings.delivery.host;

import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpCall;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.TransportException;
import dev.tidings.teams.http.TransportException.Written;
import java.util.function.BooleanSupplier;

/// Lets each request leave only on a right that the delivery in whose scope it is made holds, repeats
/// with a fresh token included.
///
/// A request outside any delivery's scope leaves at once.
public final class PacedTransport implements HttpTransport {
    private final HttpTransport transport;
    private final BooleanSupplier permitted;

    /// Paces what leaves through another transport; that one is closed together with this one.
    public PacedTransport(HttpTransport transport) {
        this(transport, () -> true);
    }

    /// @param permitted whether this process may send, asked at the last moment before each delivery's
    /// request
    public PacedTransport(HttpTransport transport, BooleanSupplier permitted) {
        this.transport = transport;
        this.permitted = permitted;
    }

    @Override
    public HttpAnswer send(HttpCall call) {
        return RequestPace.CURRENT.isBound() ? send(call, leaving(call)) : transport.send(call);
    }

    private HttpAnswer send(HttpCall call, RequestPace.Leaving leaving) {
        if (!permitted.getAsBoolean()) {
            leaving.answered();
            throw new TransportException(
                    Written.NO,
                    call + " was not sent: this process may not send just now",
                    new IllegalStateException());
        }
        try {
            HttpAnswer answer = transport.send(call);
            leaving.answered();
            return answer;
        } catch (TransportException failure) {
            if (failure.written() == Written.NO) {
                leaving.answered();
            } else {
                leaving.failed(call.timeout());
            }
            throw failure;
        }
    }

    private static RequestPace.Leaving leaving(HttpCall call) {
        try {
            return RequestPace.CURRENT.get().leave();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new TransportException(Written.NO, "stopped before " + call + " was sent", stopped);
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
