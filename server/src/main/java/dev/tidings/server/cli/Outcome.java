package dev.tidings.server.cli;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What became of a notification, as the server tells it.
final class Outcome {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long LOOK_EVERY_MILLIS = 250;
    private static final int FEW = 20;
    private static final Set<String> OPEN = Set.of("queued", "deferred", "in-flight");
    private static final Set<String> OVER = Set.of("completed", "cancelled", "expired");

    private final ApiClient client;
    private final String path;
    private JsonNode notification = JsonMapper.shared().createObjectNode();

    Outcome(ApiClient client, String id) {
        this.client = client;
        this.path = path(id);
    }

    /// Where the server tells of a notification.
    static String path(String id) {
        return "/api/v1/notifications/"
                + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Looks once.
    void look() {
        notification = client.get(path);
    }

    /// Looks until every delivery has an outcome.
    void await() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        look();
        while (!OVER.contains(status())) {
            if (System.nanoTime() > deadline) {
                throw new CommandFailedException(
                        "it is still " + status(), "Look again later with './tidings status'.");
            }
            pause();
            look();
        }
    }

    boolean allDelivered() {
        List<JsonNode> deliveries = deliveries();
        return !deliveries.isEmpty()
                && deliveries.stream().allMatch(delivery -> state(delivery).equals("delivered"));
    }

    /// As much as fits on a screen: each delivery of a few, and of many how many stand how.
    void print(PrintWriter out) {
        out.println("Notification is " + Watch.said(notification) + ".");
        if (planned() <= FEW) {
            deliveries().forEach(delivery -> line(out, state(delivery), why(delivery)));
        } else {
            numbers("counts").forEach((state, number) -> line(out, state, String.format(Locale.ROOT, "%,d", number)));
            numbers("reasons")
                    .forEach((reason, number) -> line(out, reason, String.format(Locale.ROOT, "%,d", number)));
        }
        for (JsonNode errand : notification.path("errands")) {
            out.println("Its " + errand.path("kind").stringValue("") + " is " + Watch.said(errand) + ": "
                    + errand.path("counts"));
        }
        out.flush();
    }

    private static void line(PrintWriter out, String word, String text) {
        String colour = word.equals("delivered") ? "green" : word.equals("refused") ? "red" : "yellow";
        out.println(Ansi.AUTO.string("  @|bold," + colour + " " + word + "|@ ") + text);
    }

    private Map<String, Long> numbers(String field) {
        Map<String, Long> numbers = new TreeMap<>();
        notification.path(field).forEachEntry((name, number) -> numbers.put(name, number.longValue(0)));
        return numbers;
    }

    /// How many recipients are known.
    long planned() {
        return notification.path("planned").longValue(0);
    }

    /// How many deliveries have no outcome yet.
    long open() {
        return OPEN.stream()
                .mapToLong(state -> numbers("counts").getOrDefault(state, 0L))
                .sum();
    }

    /// Whether there was something to deliver, and all of it arrived.
    boolean everythingDelivered() {
        return planned() > 0 && numbers("counts").getOrDefault("delivered", 0L) == planned();
    }

    JsonNode notification() {
        return notification;
    }

    private static String why(JsonNode delivery) {
        String reason = delivery.path("reason").stringValue("");
        String detail = delivery.path("detail").stringValue("");
        String activity = delivery.path("activityId").stringValue("");
        if (!reason.isEmpty()) {
            return reason + (detail.isEmpty() ? "" : ": " + detail);
        }
        return activity.isEmpty() ? "" : "as message " + activity;
    }

    String status() {
        return notification.path("status").stringValue("unknown");
    }

    private static String state(JsonNode delivery) {
        return delivery.path("state").stringValue("unknown");
    }

    private List<JsonNode> deliveries() {
        List<JsonNode> deliveries = new ArrayList<>();
        client.get(path + "/deliveries").path("items").forEach(deliveries::add);
        return deliveries;
    }

    /// Looks again and again until something is so.
    static void awaitTrue(BooleanSupplier so, String otherwise) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new CommandFailedException(otherwise, "");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted", "");
        }
    }
}
