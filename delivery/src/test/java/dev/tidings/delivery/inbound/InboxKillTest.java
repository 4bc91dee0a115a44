package dev.tidings.delivery.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.RecordedActivity;
import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.KilledProcess;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.teams.activity.Activity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class InboxKillTest {
    private static final int ROUNDS = 4;
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{6}");
    private static final Tenancy HERE = new Tenancy("default", "tenant-a");

    @Test
    void everything_acknowledged_survives_a_kill_at_any_instant_and_is_worked_through_once(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path file = folder.resolve("tidings.db");
        Random random = new Random();
        Set<Long> acknowledged = new TreeSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            KilledProcess.acknowledged(
                            KilledInbox.class, file, 1_000_000L * (round + 1), NUMBER, random.nextInt(50, 4000))
                    .forEach(number -> acknowledged.add(Long.valueOf(number)));
        }

        try (Stores stores = Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + file))) {
            Set<String> left = stores.inbound().pending(1_000_000).stream()
                    .map(RecordedActivity::conversation)
                    .collect(Collectors.toSet());
            Set<String> done = people(stores);
            Set<String> worked = new HashSet<>();
            Inbox inbox = inbox(stores, worked);
            workOff(inbox);

            assertThat(worked).as("exactly what was left is worked through now").hasSameSizeAs(left);
            assertThat(worked).as("nothing is worked through twice").noneMatch(done::contains);
            assertThat(people(stores)).containsAll(ids(acknowledged));

            worked.clear();
            acknowledged.stream()
                    .limit(500)
                    .map(KilledInbox::activity)
                    .forEach(again -> inbox.record("default", again));
            workOff(inbox);
            assertThat(worked).as("what is sent again is recognised").isEmpty();
        }
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS * 50);
    }

    private static Inbox inbox(Stores stores, Set<String> worked) {
        return new Inbox(stores.inbound(), InstantSource.system(), (bot, activity, receivedAt) -> {
            assertThat(worked.add("29:" + id(activity))).isTrue();
            return Learn.from(bot, activity, receivedAt);
        });
    }

    private static String id(Activity activity) {
        return String.valueOf(activity.envelope().id());
    }

    private static void workOff(Inbox inbox) {
        while (inbox.step() > 0) {
            // until nothing is left
        }
    }

    private static List<String> ids(Set<Long> numbers) {
        return numbers.stream().map(number -> "29:" + number).toList();
    }

    private static Set<String> people(Stores stores) {
        Set<String> ids = new HashSet<>();
        Page<Person> page = stores.directory().people(HERE, PageRequest.first(500));
        page.items().forEach(person -> ids.add(person.id()));
        while (page.next() != null) {
            page = stores.directory().people(HERE, PageRequest.of(page.next(), 500));
            page.items().forEach(person -> ids.add(person.id()));
        }
        return ids;
    }
}
