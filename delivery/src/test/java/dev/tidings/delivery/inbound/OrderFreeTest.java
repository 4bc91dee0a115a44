package dev.tidings.delivery.inbound;

import static dev.tidings.delivery.inbound.SomeActivities.CHANNEL;
import static dev.tidings.delivery.inbound.SomeActivities.CHAT;
import static dev.tidings.delivery.inbound.SomeActivities.TEAM;
import static dev.tidings.delivery.inbound.SomeActivities.at;
import static dev.tidings.delivery.inbound.SomeActivities.channel;
import static dev.tidings.delivery.inbound.SomeActivities.chat;
import static dev.tidings.delivery.inbound.SomeActivities.personal;
import static dev.tidings.delivery.inbound.SomeActivities.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.store.InboundStore;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.sql.OnEveryDatabase;
import dev.tidings.delivery.store.sql.TestDatabase;
import dev.tidings.teams.activity.Activity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// The directory is the same, however the activities of a history are ordered, repeated and cut into
/// transactions.
class OrderFreeTest extends OnEveryDatabase {
    private static final int EVENTS = 60;
    private static final PageRequest ALL = PageRequest.first(500);
    private static final List<String> NAMES = List.of("ann", "bob", "carol");

    OrderFreeTest(TestDatabase kind) {
        super(kind);
    }

    @RepeatedTest(8)
    void any_order_and_any_repetition_of_a_history_give_the_same_directory(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Activity> history = history(random);
        String expected = directoryAfter(history, "told-in-order", history.size());

        for (int turn = 0; turn < 4; turn++) {
            List<Activity> shuffled = new ArrayList<>(history);
            shuffled.addAll(history.subList(0, random.nextInt(EVENTS)));
            Collections.shuffle(shuffled, random);
            assertThat(directoryAfter(shuffled, "shuffled-" + turn, 1 + random.nextInt(20)))
                    .as("seed %d, turn %d", repetition.getCurrentRepetition(), turn)
                    .isEqualTo(expected);
        }
        assertThat(expected).contains("29:ann").contains(CHANNEL);
    }

    /// Times repeat, so that events of the same instant are among them.
    private static List<Activity> history(Random random) {
        List<Activity> history = new ArrayList<>();
        for (int count = 0; count < EVENTS; count++) {
            history.add(event(random, random.nextInt(EVENTS / 2)));
        }
        return history;
    }

    private static Activity event(Random random, long second) {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        SomeActivities.Where url = personal(name).through("https://smba.example/" + random.nextInt(3) + "/");
        return switch (random.nextInt(20)) {
            case 0 -> url.installed(second);
            case 1 -> url.uninstalled(second);
            case 2 -> url.botAdded(second);
            case 3 -> url.botRemoved(second);
            case 4 -> url.message(second);
            case 5 -> channel().from(name).mentioning(NAMES.get(random.nextInt(NAMES.size())), second);
            case 6 -> channel().message(second);
            case 7 -> team().event("teamDeleted", second);
            case 8 -> team().event("teamRestored", second);
            case 9 -> team().event("teamArchived", second);
            case 10 -> team().event("teamUnarchived", second);
            case 11 -> team().channelEvent("channelRenamed", CHANNEL, "Name " + random.nextInt(9), second);
            case 12 -> team().channelEvent("channelDeleted", CHANNEL, "Gone", second);
            case 13 -> team().channelEvent("channelRestored", CHANNEL, "Back", second);
            case 14 -> chat().joined(name, second);
            case 15 -> chat().left(name, second);
            case 16 -> chat().from(name).message(second);
            case 17 -> chat().botRemoved(second);
            case 18 -> team().left(name, second);
            default -> team().botRemoved(second);
        };
    }

    /// Each run has a bot of its own in one database, which makes them strangers to each other.
    private String directoryAfter(List<Activity> activities, String bot, int together) {
        stores.directory().park(new Tenancy(bot, "tenant-a"), "29:ann", "writes-blocked", at(99), at(15));
        for (int begin = 0; begin < activities.size(); begin += together) {
            Knowledge learnt = new Knowledge();
            activities
                    .subList(begin, Math.min(activities.size(), begin + together))
                    .forEach(activity -> learnt.learn(Learn.from(bot, activity, at(1000))));
            inbound().processed(List.of(), learnt);
        }
        return dump(new Tenancy(bot, "tenant-a")).replace(bot, "BOT");
    }

    private InboundStore inbound() {
        return stores.inbound();
    }

    private String dump(Tenancy tenancy) {
        DirectoryStore directory = stores.directory();
        StringBuilder dump = new StringBuilder();
        directory
                .people(tenancy, ALL)
                .items()
                .forEach(person -> dump.append(person)
                        .append(person.name())
                        .append(person.objectId())
                        .append(person.locale())
                        .append(person.timeZone())
                        .append(person.parked())
                        .append(directory.personalConversation(tenancy, person.id()))
                        .append(directory.personalInstallation(tenancy, person.id()))
                        .append('\n'));
        dump.append(directory.teams(tenancy, ALL))
                .append(directory.channels(tenancy, TEAM, ALL))
                .append(directory.chats(tenancy, ALL))
                .append(directory.members(tenancy, CHAT, ALL))
                .append(directory.members(tenancy, TEAM, ALL))
                .append(directory.installation(tenancy, TEAM))
                .append(directory.installation(tenancy, CHAT))
                .append(directory.serviceUrl(tenancy))
                .append('\n');
        directory
                .everyStoredConversation(tenancy.bot(), ALL)
                .items()
                .forEach(conversation -> dump.append(conversation)
                        .append(conversation.reference().toJson())
                        .append(conversation.personId())
                        .append(conversation.teamId())
                        .append(conversation.learntAt())
                        .append('\n'));
        return dump.toString();
    }
}
