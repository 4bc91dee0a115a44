package dev.tidings.delivery.intake;

import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpCall;
import dev.tidings.teams.http.HttpTransport;

/// Accepting asks nothing of Teams, so nothing may leave.
final class NoTransport implements HttpTransport {
    @Override
    public HttpAnswer send(HttpCall call) {
        throw new AssertionError("nothing is sent while accepting: " + call);
    }

    @Override
    public void close() {}
}
