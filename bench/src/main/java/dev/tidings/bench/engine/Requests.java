package dev.tidings.bench.engine;

import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpCall;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.TransportException;
import java.util.ArrayList;
import java.util.List;

/// Remembers when each request left, when it came back, and what was answered. Thread-safe.
final class Requests implements HttpTransport {
    /// No answer came.
    static final int NONE = 0;

    private final HttpTransport transport;
    private final List<Request> all = new ArrayList<>();

    Requests(HttpTransport transport) {
        this.transport = transport;
    }

    /// One request, in nanoseconds of [System#nanoTime()].
    record Request(long left, long back, int status) {
        boolean taken() {
            return status >= 200 && status < 300;
        }
    }

    @Override
    public HttpAnswer send(HttpCall call) {
        long left = System.nanoTime();
        try {
            HttpAnswer answer = transport.send(call);
            add(new Request(left, System.nanoTime(), answer.status()));
            return answer;
        } catch (TransportException failure) {
            add(new Request(left, System.nanoTime(), NONE));
            throw failure;
        }
    }

    private synchronized void add(Request request) {
        all.add(request);
    }

    /// Those that have come back so far, in that order.
    synchronized List<Request> all() {
        return List.copyOf(all);
    }

    @Override
    public void close() {
        transport.close();
    }
}
