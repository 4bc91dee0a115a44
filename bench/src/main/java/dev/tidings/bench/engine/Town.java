package dev.tidings.bench.engine;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.directory.Knowledge.Thing;
import dev.tidings.delivery.directory.Property;
import dev.tidings.delivery.directory.Subject;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.InboundStore;
import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.activity.ConversationAccount;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.ConversationType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Tenants full of people whom the bot knows, with ids as long as the real ones.
final class Town {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int RANDOM_PART = 86;
    private static final int TOGETHER = 5000;
    private static final int MOST_PEOPLE = 10_000_000;

    private final InboundStore store;
    private final String serviceUrl;
    private Knowledge learnt = new Knowledge();

    Town(InboundStore store, String serviceUrl) {
        this.store = store;
        this.serviceUrl = serviceUrl;
    }

    /// Fills so many tenants with so many people each.
    List<Tenancy> fill(int tenants, int people) {
        List<Tenancy> tenancies = new ArrayList<>();
        for (int tenant = 0; tenant < tenants; tenant++) {
            tenancies.add(tenancy(tenant));
        }
        settle(IntStream.range(0, tenants).boxed(), people);
        return tenancies;
    }

    /// Fills one tenant with so many people.
    Tenancy fillOne(int tenant, int people) {
        settle(Stream.of(tenant), people);
        return tenancy(tenant);
    }

    /// Some people of a tenant that was filled with at least so many.
    static List<String> some(int tenant, int people) {
        return IntStream.range(0, people)
                .mapToObj(person -> id(new Random(seed(tenant, person))))
                .toList();
    }

    static Tenancy tenancy(int tenant) {
        return new Tenancy(Bots.DEFAULT, new UUID(7, tenant).toString());
    }

    private static long seed(int tenant, int person) {
        return (long) tenant * MOST_PEOPLE + person;
    }

    private void settle(Stream<Integer> tenants, int people) {
        tenants.forEach(tenant -> {
            for (int person = 0; person < people; person++) {
                settle(tenancy(tenant), seed(tenant, person));
            }
        });
        write();
    }

    /// Installs the app for people of a local Teams and lets the bot know them.
    void settle(Tenancy tenancy, LocalTeams teams, Stream<JsonNode> people) {
        people.forEach(person -> {
            teams.install(person.path("id").stringValue());
            settle(
                    tenancy,
                    person.path("userId").stringValue(),
                    person.path("id").stringValue(),
                    person.path("name").stringValue(),
                    person.path("chat").stringValue());
        });
        write();
    }

    private void settle(Tenancy tenancy, long seed) {
        Random random = new Random(seed);
        String id = id(random);
        String objectId = new UUID(random.nextLong(), random.nextLong()).toString();
        settle(tenancy, id, objectId, "Person " + seed, "a:1" + letters(random));
    }

    private void settle(Tenancy tenancy, String id, String objectId, String name, String chat) {
        Instant now = Instant.now();
        Thing person = new Thing(tenancy, Subject.SOMEBODY, id, "");
        Thing conversation = new Thing(tenancy, Subject.CONVERSATION, chat, "");
        ConversationReference reference = new ConversationReference(
                null,
                ChannelAccount.of(id),
                ChannelAccount.of("28:bench"),
                new ConversationAccount(chat, ConversationType.PERSONAL, tenancy.tenant(), null),
                ConversationReference.MS_TEAMS,
                serviceUrl,
                null);
        learnt.learn(person, Property.NAME, name, now)
                .learn(person, Property.OBJECT_ID, objectId, now)
                .learn(conversation, Property.TYPE, ConversationType.PERSONAL.wire(), now)
                .learn(conversation, Property.PERSON, id, now)
                .learn(conversation, Property.REFERENCE, reference.toJson(), now)
                .learn(conversation, Property.EXISTENCE, Knowledge.PRESENT, now);
        if (learnt.things().size() >= TOGETHER) {
            write();
        }
    }

    private void write() {
        store.processed(List.of(), learnt);
        learnt = new Knowledge();
    }

    private static String id(Random random) {
        return "29:1" + letters(random);
    }

    private static String letters(Random random) {
        StringBuilder text = new StringBuilder(RANDOM_PART);
        for (int index = 0; index < RANDOM_PART; index++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
