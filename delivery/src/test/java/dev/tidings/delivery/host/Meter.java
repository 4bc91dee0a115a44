package dev.tidings.delivery.host;

import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpCall;
import dev.tidings.teams.http.HttpTransport;
import java.util.HashMap;
import java.util.Map;

/// Counts how many requests are under way at once, in all and to each address.
final class Meter implements HttpTransport {
    private final HttpTransport transport;
    private final Map<String, Integer> underWay = new HashMap<>();
    private int now;
    private int most;
    private final Map<String, Integer> mostTo = new HashMap<>();

    Meter(HttpTransport transport) {
        this.transport = transport;
    }

    @Override
    public HttpAnswer send(HttpCall call) {
        enter(call.uri().getRawPath());
        try {
            return transport.send(call);
        } finally {
            leave(call.uri().getRawPath());
        }
    }

    private synchronized void enter(String path) {
        most = Math.max(most, ++now);
        mostTo.merge(path, underWay.merge(path, 1, Integer::sum), Math::max);
    }

    private synchronized void leave(String path) {
        now--;
        underWay.merge(path, -1, Integer::sum);
    }

    synchronized int most() {
        return most;
    }

    /// The most that was under way to any one address that ends so.
    synchronized int mostTo(String end) {
        return mostTo.entrySet().stream()
                .filter(path -> path.getKey().endsWith(end))
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElse(0);
    }

    @Override
    public void close() {
        transport.close();
    }
}
