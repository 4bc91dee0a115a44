package dev.tidings.delivery.inbound;

import static dev.tidings.delivery.inbound.SomeActivities.at;
import static dev.tidings.delivery.inbound.SomeActivities.chat;
import static dev.tidings.delivery.inbound.SomeActivities.personal;
import static dev.tidings.delivery.inbound.SomeActivities.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.campaign.Desk;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.StoreUnavailableException;
import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.delivery.welcome.Welcomes;
import dev.tidings.delivery.welcome.Welcoming;
import dev.tidings.teams.activity.Activity;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/// Each person, chat and team is welcomed once, however often the process ends before or after it has
/// welcomed them.
class WelcomedOnceTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @RepeatedTest(8)
    void wherever_it_is_interrupted_everybody_is_welcomed_and_nobody_twice(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        arrives(history(random));
        while (!goesOn(random)) {
            // until a process comes to its end
        }
        try (Stores stores = open()) {
            assertThat(stores.notifications()
                            .latest(Reach.EVERYTHING, PageRequest.first(50))
                            .items())
                    .extracting(Notification::audience)
                    .containsExactlyInAnyOrder(
                            new Audience.One(new Target.User("29:ann")),
                            new Audience.One(new Target.User("29:bob")),
                            new Audience.One(new Target.Chat(SomeActivities.CHAT)),
                            new Audience.One(new Target.Channel(SomeActivities.TEAM, null)));
        }
    }

    private static List<Activity> history(Random random) {
        List<Activity> history = new ArrayList<>();
        for (SomeActivities.Where where : List.of(personal("ann"), personal("bob"), chat(), team())) {
            for (int time = 1; time <= 3; time++) {
                history.add(where.botAdded(random.nextInt(30)));
                history.add(where.installed(random.nextInt(30)));
            }
        }
        Collections.shuffle(history, random);
        return history;
    }

    private void arrives(List<Activity> history) {
        try (Stores stores = open()) {
            var inbox = new Inbox(stores.inbound(), InstantSource.fixed(at(60)));
            history.forEach(activity -> inbox.record("default", activity));
        }
    }

    /// A process that works until it is done or ends before its time.
    ///
    /// @return whether it is done
    private boolean goesOn(Random random) {
        try (Stores stores = open()) {
            Desk desk = new Desk(stores, "tenant-a", at(60));
            var welcomes =
                    new Welcomes(desk.books, desk.notifications(), Welcoming.plain(), InstantSource.fixed(at(60)));
            var inbox = new Inbox(
                    stores.inbound(),
                    InstantSource.fixed(at(60)),
                    (tenancy, happening) -> {},
                    interrupted(welcomes, random));
            while (inbox.step() > 0) {
                // until nothing is left
            }
            return true;
        } catch (StoreUnavailableException ended) {
            return false;
        }
    }

    private static Reactions interrupted(Reactions reactions, Random random) {
        return new Reactions() {
            @Override
            public boolean wants(String bot, Activity activity) {
                return reactions.wants(bot, activity);
            }

            @Override
            public void react(String bot, Activity activity, Instant receivedAt) {
                mayEnd();
                reactions.react(bot, activity, receivedAt);
                mayEnd();
            }

            private void mayEnd() {
                if (random.nextInt(24) == 0) {
                    throw new StoreUnavailableException("the process ends here", null);
                }
            }
        };
    }

    private Stores open() {
        return Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + folder.resolve("tidings.db")));
    }
}
