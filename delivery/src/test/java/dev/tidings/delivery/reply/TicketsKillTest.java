package dev.tidings.delivery.reply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.campaign.Desk;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.KilledProcess;
import dev.tidings.delivery.store.sql.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(180)
class TicketsKillTest {
    private static final int ROUNDS = 3;
    private static final Pattern DONE = Pattern.compile("(opened|answered) [1-9][0-9]{6}");

    @Test
    void what_was_acknowledged_is_said_exactly_once_after_a_kill_at_any_instant(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path file = folder.resolve("tidings.db");
        Random random = new Random();
        Set<String> acknowledged = new TreeSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(KilledProcess.acknowledged(
                    KilledTickets.class, file, 1_000_000L * (round + 1), DONE, random.nextInt(50, 600)));
        }

        try (Stores stores = Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + file))) {
            Tickets tickets = KilledTickets.tickets(stores, new Desk(stores));
            TicketClerk clerk =
                    new TicketClerk(stores.tickets(), tickets, Duration.ofDays(90), InstantSource.fixed(Desk.NOW));
            while (!stores.tickets().unsaid(null, 1).isEmpty()) {
                clerk.step();
            }
            List<String> said = said(stores);
            assertThat(said).as("nothing is said twice").doesNotHaveDuplicates();
            assertThat(new HashSet<>(said)).as("nothing is lost").containsAll(acknowledged);
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS * 50);
    }

    /// What became notifications: `opened 7` is that ticket 7 takes a moment, `answered 7` its answer.
    private static List<String> said(Stores stores) {
        List<String> said = new ArrayList<>();
        Page<Notification> page = stores.notifications().latest(Reach.EVERYTHING, PageRequest.first(500));
        page.items().forEach(notification -> said.add(said(notification)));
        while (page.next() != null) {
            page = stores.notifications().latest(Reach.EVERYTHING, PageRequest.of(page.next(), 500));
            page.items().forEach(notification -> said.add(said(notification)));
        }
        return said;
    }

    private static String said(Notification notification) {
        JsonNode message = JsonMapper.shared().readTree(notification.message());
        String number = message.path("replyToId").stringValue("");
        boolean answer = message.path("text").stringValue("").equals(KilledTickets.answer(Long.parseLong(number)));
        return (answer ? "answered " : "opened ") + number;
    }
}
