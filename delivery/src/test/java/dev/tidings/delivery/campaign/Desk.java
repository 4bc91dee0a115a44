package dev.tidings.delivery.campaign;

import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.directory.Property;
import dev.tidings.delivery.directory.Subject;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.intake.Accepted;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.delivery.intake.Scope;
import dev.tidings.delivery.intake.Tenancies;
import dev.tidings.delivery.intake.Topics;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.TimeOrderedIds;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.activity.ConversationAccount;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.ConversationType;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.auth.ServiceUrlPolicy;
import dev.tidings.teams.auth.TokenSource;
import dev.tidings.teams.connector.ConnectorClient;
import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpCall;
import dev.tidings.teams.http.HttpTransport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The front desk on a real database, with a directory that a test fills and an engine that only keeps
/// what it is
/// told.
public final class Desk {
    public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    public static final String TENANT = "one";
    public static final Tenancy HERE = new Tenancy(Bots.DEFAULT, TENANT);
    public static final Scope SCOPE = new Scope(Bots.DEFAULT, TENANT, Reach.EVERYTHING);
    public static final Reach ELSEWHERE = new Reach(null, Set.of("two"));

    public final Stores stores;
    public final Books books;
    public final RecordingSending sending;
    public final Events events;
    public final Endings endings;
    public final Tenancies tenancies;
    public final Topics topics;
    public final Standings standings;
    public final Deliveries deliveries;
    public final Campaigns campaigns;
    public final Planner planner;
    private final Notifications notifications;
    private final Planning planning;

    public Desk(Stores stores) {
        this(stores, TENANT, NOW);
    }

    public Desk(Stores stores, @Nullable String homeTenant, Instant now) {
        InstantSource clock = InstantSource.fixed(now);
        this.stores = stores;
        this.books = books(stores);
        this.sending = new RecordingSending(stores.dispatch(), now);
        this.events = new Events(clock);
        this.endings = new Endings(books, events);
        this.tenancies = new Tenancies(stores.directory(), new Bots(List.of(bot(homeTenant, clock))));
        this.topics = new Topics(books, tenancies, clock);
        this.standings = new Standings(books, sending);
        this.deliveries = new Deliveries(books, tenancies, sending, clock);
        this.planner = new Planner(books, sending, campaign -> {}, clock);
        this.planning = new Planning(books, sending, endings::planned, clock);
        this.campaigns = new Campaigns(books, sending, planner, events, clock);
        this.notifications = new Notifications(
                books, tenancies, new TimeOrderedIds(clock, new Random()), sending, planner::wake, clock);
    }

    public static Books books(Stores stores) {
        return new Books(
                stores.notifications(),
                stores.ledger(),
                stores.audiences(),
                stores.topics(),
                stores.directory(),
                stores.dispatch());
    }

    /// Accepting and planning ask nothing of Teams, so nothing may leave.
    private static Bot bot(@Nullable String homeTenant, InstantSource clock) {
        HttpTransport nothing = new HttpTransport() {
            @Override
            public HttpAnswer send(HttpCall call) {
                throw new AssertionError("nothing is sent from here: " + call);
            }

            @Override
            public void close() {}
        };
        var client = new ConnectorClient(
                nothing, TokenSource.none(), ServiceUrlPolicy.loopbackOnly(), Duration.ofSeconds(1), clock);
        return new Bot(Bots.DEFAULT, "app", homeTenant, client, new Bot.Endpoints(null, null));
    }

    public Notifications notifications() {
        return notifications;
    }

    public Accepted accept(NotificationRequest request) {
        return notifications.accept(request, Reach.EVERYTHING, null);
    }

    /// Accepts a message and answers its id.
    public NotificationId tell(Audience audience) {
        return accept(NotificationRequest.of(audience, Message.text("Hello")))
                .notification()
                .id();
    }

    public Standing standing(NotificationId id) {
        return standings.find(id, Reach.EVERYTHING).orElseThrow();
    }

    /// Plans one part of everything that is to be planned.
    Planning.Found planSome() {
        return planning.step(() -> false);
    }

    /// Plans as long as something is planned.
    public void plan() {
        while (planSome() == Planning.Found.WORK) {
            // part by part
        }
    }

    /// The segments of an errand that the engine was told of, in that order.
    public List<Segment> segments(NotificationId id, Segment.Errand errand) {
        return sending.segments().stream()
                .filter(segment -> segment.errand() == errand
                        && segment.id().campaign().notification().equals(id))
                .toList();
    }

    /// Everything that was to be sent is delivered.
    public void deliver(NotificationId id) {
        segments(id, Segment.Errand.SEND).forEach(sending::deliver);
    }

    /// Ids of as many people, in the order of ids, all of whom have a chat with the bot.
    public List<String> people(int number) {
        List<String> ids =
                IntStream.range(0, number).mapToObj("29:p%07d"::formatted).toList();
        Knowledge knowledge = new Knowledge();
        ids.forEach(id -> learnChat(knowledge, "a:" + id, ConversationType.PERSONAL, id));
        learn(knowledge);
        return ids;
    }

    /// A person with all their ids.
    public void person(String id, String objectId, String name) {
        Knowledge.Thing person = new Knowledge.Thing(HERE, Subject.SOMEBODY, id, "");
        learn(new Knowledge()
                .learn(person, Property.OBJECT_ID, objectId, NOW)
                .learn(person, Property.USER_PRINCIPAL_NAME, name, NOW));
    }

    public void groupChat(String id) {
        Knowledge knowledge = new Knowledge();
        learnChat(knowledge, id, ConversationType.GROUP_CHAT, null);
        learn(knowledge);
    }

    /// A team in which the bot is installed, with members.
    public void team(String id, List<String> members) {
        Knowledge knowledge = new Knowledge();
        for (Subject subject : List.of(Subject.TEAM, Subject.INSTALLATION)) {
            knowledge.learn(new Knowledge.Thing(HERE, subject, id, ""), Property.EXISTENCE, Knowledge.PRESENT, NOW);
        }
        heard(knowledge);
        members.forEach(member -> knowledge.learn(
                new Knowledge.Thing(HERE, Subject.MEMBERSHIP, id, member), Property.EXISTENCE, Knowledge.PRESENT, NOW));
        learn(knowledge);
    }

    private static void learnChat(Knowledge knowledge, String id, ConversationType type, @Nullable String person) {
        var reference = new ConversationReference(
                null,
                person == null ? null : ChannelAccount.of(person),
                ChannelAccount.of("28:app"),
                new ConversationAccount(id, type, TENANT, null),
                ConversationReference.MS_TEAMS,
                "http://127.0.0.1:1/",
                null);
        Knowledge.Thing chat = new Knowledge.Thing(HERE, Subject.CONVERSATION, id, "");
        knowledge
                .learn(chat, Property.TYPE, type.wire(), NOW)
                .learn(chat, Property.PERSON, person, NOW)
                .learn(chat, Property.REFERENCE, reference.toJson(), NOW)
                .learn(chat, Property.EXISTENCE, Knowledge.PRESENT, NOW);
        if (person != null) {
            knowledge.learn(new Knowledge.Thing(HERE, Subject.SOMEBODY, person, ""), Property.HEARD, "message", NOW);
        }
        heard(knowledge);
    }

    private static void heard(Knowledge knowledge) {
        knowledge.learn(new Knowledge.Thing(HERE, Subject.TENANCY, "", ""), Property.URL, "http://127.0.0.1:1/", NOW);
    }

    private void learn(Knowledge knowledge) {
        stores.inbound().processed(List.of(), knowledge);
    }
}
