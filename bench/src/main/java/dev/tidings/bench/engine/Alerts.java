package dev.tidings.bench.engine;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.Target;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpCall;
import dev.tidings.teams.http.HttpTransport;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sees when alerts leave for Teams. Thread-safe.
final class Alerts implements HttpTransport {
    private static final Pattern ALERT = Pattern.compile("Alert ([0-9]+)!");
    private static final Duration BETWEEN = Duration.ofMillis(237);

    private final HttpTransport transport;
    private final Map<Integer, Long> left = new ConcurrentHashMap<>();

    Alerts(HttpTransport transport) {
        this.transport = transport;
    }

    @Override
    public HttpAnswer send(HttpCall call) {
        String body = call.body();
        if (body != null && body.contains("Alert ")) {
            Matcher alert = ALERT.matcher(body);
            if (alert.find()) {
                left.put(Integer.valueOf(alert.group(1)), System.nanoTime());
            }
        }
        return transport.send(call);
    }

    /// Sends each of some people an alert and prints how long they took from being accepted to the request.
    void measure(Machinery machinery, Tenancy tenancy, List<String> people) throws Exception {
        double[] millis = new double[people.size()];
        for (int number = 0; number < millis.length; number++) {
            machinery.accept(NotificationRequest.of(
                            new Audience.One(new Target.User(people.get(number))),
                            Message.text("Alert " + number + "!"))
                    .withPriority(Priority.HIGH)
                    .from(tenancy.bot(), tenancy.tenant()));
            long accepted = System.nanoTime();
            while (!left.containsKey(number)) {
                LockSupport.parkNanos(1_000_000);
            }
            millis[number] = (left.get(number) - accepted) / 1e6;
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        Arrays.sort(millis);
        Line.of("alert")
                .with("alerts", millis.length)
                .with("p50Ms", millis[millis.length / 2])
                .with("p99Ms", millis[(int) Math.ceil(millis.length * 0.99) - 1])
                .with("longestMs", millis[millis.length - 1])
                .print();
    }

    @Override
    public void close() {
        transport.close();
    }
}
