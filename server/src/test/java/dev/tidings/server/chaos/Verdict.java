package dev.tidings.server.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.world.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Compares what the API says of everything that was accepted with what the local Teams has.
final class Verdict {
    private static final Set<String> OPEN = Set.of("queued", "deferred", "in-flight");
    private static final String NOTIFICATIONS = "/api/v1/notifications";

    private final Arena arena;
    private final Collection<Sent> sent;
    private final Map<String, Map<String, Long>> arrived;
    private final Map<String, Long> states = new TreeMap<>();
    private long doubles;

    private Verdict(Arena arena, Collection<Sent> sent) {
        this.arena = arena;
        this.sent = sent;
        this.arrived = arena.teams.scenery().messages().stream()
                .filter(message -> message.author().bot())
                .collect(Collectors.groupingBy(
                        Message::text, Collectors.groupingBy(Message::conversation, Collectors.counting())));
    }

    /// Waits until everything has an outcome, and judges it.
    static Verdict of(Arena arena, Collection<Sent> sent, Duration longest) throws IOException, InterruptedException {
        for (Sent each : sent) {
            arena.until(longest, () -> over(standing(arena, each)), "an outcome of " + each);
        }
        Verdict verdict = new Verdict(arena, sent);
        verdict.acceptedOnce();
        sent.forEach(verdict::judge);
        return verdict;
    }

    private static JsonNode standing(Arena arena, Sent each) {
        return arena.client.get(NOTIFICATIONS + "/" + each.id()).being(200).json();
    }

    private static boolean over(JsonNode standing) {
        return Set.of("completed", "cancelled", "expired")
                        .contains(standing.path("status").stringValue(""))
                && OPEN.stream().allMatch(state -> count(standing, state) == 0);
    }

    private static long count(JsonNode standing, String state) {
        return standing.path("counts").path(state).longValue(0);
    }

    /// What was asked for again and again was accepted once.
    private void acceptedOnce() {
        Set<String> listed = new HashSet<>();
        arena.items(NOTIFICATIONS).forEach(item -> listed.add(item.path("id").stringValue("")));
        assertThat(listed).isEqualTo(sent.stream().map(Sent::id).collect(Collectors.toSet()));
    }

    private void judge(Sent each) {
        JsonNode standing = standing(arena, each);
        Map<String, Long> ledger = new TreeMap<>();
        arena.items(NOTIFICATIONS + "/" + each.id() + "/deliveries")
                .forEach(item -> ledger.merge(item.path("state").stringValue(""), 1L, Long::sum));
        Map<String, Long> counts = new TreeMap<>();
        standing.path("counts").forEachEntry((state, count) -> counts.put(state, count.longValue(0)));
        counts.values().removeIf(count -> count == 0);
        assertThat(counts).as("counts and ledger of " + each).isEqualTo(ledger);
        ledger.forEach((state, count) -> states.merge(state, count, Long::sum));

        Map<String, Long> messages = arrived.getOrDefault(each.text(), Map.of());
        long delivered = ledger.getOrDefault("delivered", 0L);
        long uncertain = ledger.getOrDefault("uncertain", 0L);
        assertThat((long) messages.size())
                .as(each + " stands as " + standing + "; it arrived in " + messages)
                .isBetween(delivered, delivered + uncertain);
        messages.values().forEach(times -> judge(each, times));
    }

    private void judge(Sent each, long times) {
        if (each.hold()) {
            assertThat(times).as("arrivals of " + each).isEqualTo(1);
        }
        doubles += times - 1;
    }

    /// Nobody got news that were sent after their opt-out had been answered.
    void nobodyGotNewsAfter(Map<String, Long> optedOut) {
        for (Person person : arena.people) {
            Long since = optedOut.get(person.objectId());
            String chat = arena.teams.scenery().personalChat(person);
            List<Sent> unwanted = sent.stream()
                    .filter(each -> since != null && each.kind() == Sent.Kind.EVERYONE && each.begun() > since)
                    .filter(each -> arrived.getOrDefault(each.text(), Map.of()).containsKey(chat))
                    .toList();
            assertThat(unwanted).as("news for somebody who had opted out").isEmpty();
        }
    }

    /// How many messages are in the busy chat.
    long inBusyChat() {
        return arena.inBusyChat();
    }

    long doubles() {
        return doubles;
    }

    @Override
    public String toString() {
        return sent.size() + " notifications, deliveries " + states + ", doubles " + doubles + ", in the busy chat "
                + inBusyChat();
    }
}
