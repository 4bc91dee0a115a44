package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.aNotification;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.fact.Done;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.notification.Notification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskUseTest {
    private static final int SEGMENTS = 30;

    @TempDir
    Path folder;

    /// Two ids of 86 random characters alone are 129 bytes that nothing compresses.
    @Test
    void a_recipient_that_is_done_takes_less_than_200_bytes_of_disk() throws IOException {
        try (Stores stores = Stores.open(new DatabaseUrl.Sqlite(folder.resolve("tidings.db")))) {
            Notification notification = aNotification();
            Random random = new Random(1);
            stores.backup(folder.resolve("empty.db"));
            for (int number = 0; number < SEGMENTS; number++) {
                work(stores, SomeWork.segment(notification, number, SomeWork.people(Segment.MOST, random)), random);
            }
            stores.backup(folder.resolve("full.db"));
        }

        long bytes = Files.size(folder.resolve("full.db")) - Files.size(folder.resolve("empty.db"));
        assertThat(bytes / (SEGMENTS * Segment.MOST)).isLessThan(200);
        assertThat(Files.size(folder.resolve("tidings.db")) / (SEGMENTS * Segment.MOST))
                .as("with what the work left free for reuse")
                .isLessThan(300);
    }

    private static void work(Stores stores, Segment segment, Random random) {
        stores.dispatch().commit(SomeWork.planned(segment));
        List<Done.End> ends = IntStream.range(0, Segment.MOST)
                .mapToObj(position -> SomeWork.delivered(random, position * 20))
                .toList();
        FactChanges steps = new FactChanges();
        FactChanges done = SomeWork.done(segment, ends);
        for (int position = 0; position < Segment.MOST; position++) {
            String key = Keys.step(new ItemId(segment.id(), position), 1);
            steps.put(key, FactJson.write(ends.get(position).step()));
            done.delete(key);
        }
        stores.dispatch().commit(steps);
        stores.dispatch().commit(done);
    }
}
