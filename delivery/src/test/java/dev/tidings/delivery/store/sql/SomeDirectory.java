package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.directory.Knowledge.Thing;
import dev.tidings.delivery.directory.Property;
import dev.tidings.delivery.directory.StoredConversation;
import dev.tidings.delivery.directory.Subject;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.activity.ConversationAccount;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.ConversationType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// A directory full of people who each have a chat with the bot.
final class SomeDirectory {
    private static final int TOGETHER = 1000;

    private SomeDirectory() {}

    /// Fills a directory, and returns the ids of the people.
    static List<String> fill(Stores stores, Tenancy tenancy, String team, int people, Instant now) {
        Random random = new Random(3);
        List<String> ids = new ArrayList<>(people);
        while (ids.size() < people) {
            Knowledge knowledge = new Knowledge();
            for (int count = 0; count < TOGETHER && ids.size() < people; count++) {
                String id = SomeWork.personId(random);
                ids.add(id);
                learn(knowledge, tenancy, team, id, random, now);
            }
            stores.inbound().processed(List.of(), knowledge);
        }
        return ids;
    }

    private static void learn(
            Knowledge knowledge, Tenancy tenancy, String team, String id, Random random, Instant now) {
        String objectId = new UUID(random.nextLong(), random.nextLong()).toString();
        String chat = SomeWork.conversationId(random);
        Thing person = new Thing(tenancy, Subject.SOMEBODY, id, "");
        knowledge
                .learn(person, Property.OBJECT_ID, objectId, now)
                .learn(person, Property.USER_PRINCIPAL_NAME, "person." + objectId + "@contoso.example", now)
                .learn(person, Property.NAME, "Person " + objectId.substring(0, 8), now)
                .learn(person, Property.LOCALE, "de-DE", now)
                .learn(person, Property.HEARD, Knowledge.PRESENT, now);
        Thing conversation = new Thing(tenancy, Subject.CONVERSATION, chat, "");
        knowledge
                .learn(conversation, Property.TYPE, "personal", now)
                .learn(conversation, Property.PERSON, id, now)
                .learn(conversation, Property.REFERENCE, reference(tenancy, id, objectId, chat), now)
                .learn(conversation, Property.EXISTENCE, Knowledge.PRESENT, now);
        knowledge.learn(new Thing(tenancy, Subject.INSTALLATION, chat, ""), Property.EXISTENCE, Knowledge.PRESENT, now);
        knowledge.learn(new Thing(tenancy, Subject.MEMBERSHIP, team, id), Property.EXISTENCE, Knowledge.PRESENT, now);
        knowledge.learn(new Thing(tenancy, Subject.TENANCY, "", ""), Property.URL, URL, now);
    }

    static final String URL = "https://smba.trafficmanager.net/emea/3f2504e0-4f89-41d3-9a0c-0305e82c3301/";

    private static String reference(Tenancy tenancy, String id, String objectId, String chat) {
        var reference = new ConversationReference(
                null,
                new ChannelAccount(id, "Person " + objectId.substring(0, 8), objectId),
                new ChannelAccount("28:0f8fad5b-d9cb-469f-a165-70867728950e", "Tidings", null),
                new ConversationAccount(chat, ConversationType.PERSONAL, tenancy.tenant(), null),
                ConversationReference.MS_TEAMS,
                URL,
                "de-DE");
        return StoredConversation.lasting(reference).toJson();
    }
}
