package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.HERE;
import static dev.tidings.delivery.notification.SomeNotifications.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.directory.Knowledge.Thing;
import dev.tidings.delivery.directory.Property;
import dev.tidings.delivery.directory.Subject;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.notification.Choices.Choice;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.notification.Wish;
import dev.tidings.delivery.store.Departure;
import dev.tidings.delivery.store.TopicStore;
import dev.tidings.delivery.store.Whereabouts;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// Whatever people choose under whichever of their ids, whatever becomes mandatory, however the clock is set and
/// however often they remove the app: the last look before sending knows what they said last.
class OptOutHistoriesTest extends OnEveryDatabase {
    private static final int EVENTS = 60;
    private static final List<String> TOPICS = List.of("a", "b", "c");
    private static final List<Wish> WISHES = List.of(Wish.ALL, Wish.HOURLY, Wish.DIGEST, Wish.NOTHING);
    private static final List<String> NAMES = List.of("ann", "bob");

    private final Map<String, Wishes> model = new HashMap<>();
    private final Set<String> mandatory = new HashSet<>();
    private Instant now = NOON;

    OptOutHistoriesTest(TestDatabase kind) {
        super(kind);
    }

    /// What a person said, the latest last.
    private static final class Wishes {
        private final Map<String, Wish> said = new HashMap<>();
        private final Set<String> sinceStop = new HashSet<>();
        private boolean stopped;

        void choose(String topic, Wish wish) {
            said.put(topic, wish);
            sinceStop.add(topic);
        }

        void stop() {
            stopped = true;
            sinceStop.clear();
        }

        @Nullable
        Wish of(String topic) {
            return stopped && !sinceStop.contains(topic) ? Wish.NOTHING : said.get(topic);
        }
    }

    @RepeatedTest(4)
    void the_last_look_knows_what_everybody_said_last(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        NAMES.forEach(name -> {
            model.put(name, new Wishes());
            meet(name, Knowledge.PRESENT);
        });
        TOPICS.forEach(topic -> stores.topics().name(HERE, topic, now));
        for (int event = 0; event < EVENTS; event++) {
            now = now.plusMillis(random.nextInt(5) - 1L);
            happens(random);
            NAMES.forEach(this::assertKnown);
        }
    }

    private void happens(Random random) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        String topic = TOPICS.get(random.nextInt(TOPICS.size()));
        String id = ids(name).get(random.nextInt(3));
        Wishes wishes = model.getOrDefault(name, new Wishes());
        TopicStore topics = stores.topics();
        switch (random.nextInt(8)) {
            case 0 -> {
                topics.subscribe(HERE, topic, id, now);
                Wish before = wishes.said.get(topic);
                wishes.choose(topic, before == null || before == Wish.NOTHING ? Wish.ALL : before);
            }
            case 1, 2 -> {
                Wish wish = WISHES.get(random.nextInt(WISHES.size()));
                topics.choose(HERE, topic, id, wish, now);
                wishes.choose(topic, wish);
            }
            case 3 -> {
                topics.optOut(HERE, topic, id, now);
                wishes.choose(topic, Wish.NOTHING);
            }
            case 4 -> {
                topics.optOutOfAll(HERE, id, now);
                wishes.stop();
            }
            case 5 -> {
                topics.takeBack(HERE, id);
                wishes.stopped = false;
            }
            case 6 -> {
                boolean must = random.nextBoolean();
                topics.mandatory(HERE, topic, must, now);
                if (must) {
                    mandatory.add(topic);
                } else {
                    mandatory.remove(topic);
                }
            }
            default -> {
                meet(name, Knowledge.REMOVED);
                meet(name, Knowledge.PRESENT);
                reopen();
            }
        }
    }

    private void assertKnown(String name) {
        Wishes wishes = model.getOrDefault(name, new Wishes());
        for (String id : ids(name)) {
            List<Choice> choices = stores.topics().choices(HERE, id, 10).topics();
            assertThat(choices).as(name).hasSize(TOPICS.size());
            for (Choice choice : choices) {
                assertThat(choice.wish()).as("%s, %s", id, choice.topic()).isEqualTo(wishes.of(choice.topic()));
                boolean unwanted = wishes.of(choice.topic()) == Wish.NOTHING;
                Whereabouts found = lookedUp(id, choice.topic());
                boolean must = mandatory.contains(choice.topic());
                assertThat(found.optedOut()).as("%s, %s", id, choice.topic()).isEqualTo(unwanted && !must);
                assertThat(found.overruled()).as("%s, %s", id, choice.topic()).isEqualTo(unwanted && must);
            }
        }
    }

    private Whereabouts lookedUp(String id, String topic) {
        Recipient recipient = Recipient.of(new Target.User(id), id);
        return stores.dispatch()
                .dispatch(
                        new FactChanges(),
                        List.of(new Departure(HERE, recipient, topic, null, null, "s/1", new byte[] {1}, at -> false)))
                .getFirst();
    }

    private static List<String> ids(String name) {
        return List.of("29:" + name, "object-id-of-" + name, name + "@contoso.example");
    }

    private void meet(String name, String existence) {
        Thing person = new Thing(HERE, Subject.SOMEBODY, "29:" + name, "");
        stores.inbound()
                .processed(
                        List.of(),
                        new Knowledge()
                                .learn(person, Property.OBJECT_ID, "object-id-of-" + name, NOON)
                                .learn(person, Property.USER_PRINCIPAL_NAME, name + "@contoso.example", NOON)
                                .learn(
                                        new Thing(HERE, Subject.INSTALLATION, "a:" + name, ""),
                                        Property.EXISTENCE,
                                        existence,
                                        now));
    }
}
