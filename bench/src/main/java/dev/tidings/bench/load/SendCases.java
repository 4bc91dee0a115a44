package dev.tidings.bench.load;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/// The six cases of proactive sending, one after the other in this process: 1, 64 and 512 in flight, without
/// and with latency. Prints one line of JSON per case.
public final class SendCases {
    private static final List<Integer> IN_FLIGHT = List.of(1, 64, 512);
    private static final long LIMIT = 1_000_000;

    private final URI instant;
    private final URI delayed;
    private final Duration warmUp;
    private final Window window;

    private SendCases(URI instant, URI delayed, Duration warmUp, Window window) {
        this.instant = instant;
        this.delayed = delayed;
        this.warmUp = warmUp;
        this.window = window;
    }

    /// Reads `<instant connector> <delayed connector> <warm-up, ms of processor time> <window ms>`.
    public static SendCases of(String... args) {
        Duration length = Duration.ofMillis(Long.parseLong(args[3]));
        Window window = new Window(length.dividedBy(4), length, LIMIT);
        return new SendCases(
                URI.create(args[0]), URI.create(args[1]), Duration.ofMillis(Long.parseLong(args[2])), window);
    }

    /// Opens the contender once per connector, warms it up and runs the cases.
    public void run(String contender, Function<URI, SendLoad> open) throws InterruptedException {
        try (SendLoad fast = open.apply(instant);
                SendLoad slow = open.apply(delayed)) {
            Window.warm(fast, 64, warmUp, ProcessFigures.own());
            for (int inFlight : IN_FLIGHT) {
                print(contender, inFlight, 0, fast);
            }
            for (int inFlight : IN_FLIGHT) {
                print(contender, inFlight, 50, slow);
            }
        }
    }

    private void print(String contender, int inFlight, int latency, SendLoad load) throws InterruptedException {
        String identity = "\"kind\":\"send\",\"contender\":\"%s\",\"inFlight\":%d,\"latencyMs\":%d"
                .formatted(contender, inFlight, latency);
        System.out.println(window.run(load, inFlight, ProcessFigures.own()).json(identity));
    }
}
