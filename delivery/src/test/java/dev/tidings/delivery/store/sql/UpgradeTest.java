package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.HERE;
import static dev.tidings.delivery.notification.SomeNotifications.IDS;
import static dev.tidings.delivery.notification.SomeNotifications.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.People;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Tally;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryId;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Manner;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.SomeNotifications;
import dev.tidings.delivery.notification.Subscriber;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.notification.Wish;
import dev.tidings.delivery.store.Acceptance;
import dev.tidings.delivery.store.Arrival;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.IdempotencyClaim;
import dev.tidings.delivery.store.InboundStore;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.RecordedActivity;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Opens databases that the first version made and people filled since.
class UpgradeTest extends OnEveryDatabase {
    private static final long AT = NOON.toEpochMilli();
    private static final Delivery.Sent SENT = new Delivery.Sent("a:1", "1700", "https://smba.example/");

    private final String id = IDS.notification().value();

    UpgradeTest(TestDatabase kind) {
        super(kind);
    }

    @Test
    void a_notification_keeps_everything_and_its_status_is_only_what_people_ordered() {
        upgraded(old -> {
            insertNotification(old, id, "channel", "19:c", "7", "completed");
            insertDelivery(old, id, "1", "channel", "delivered", null, 1);
            old.execute("INSERT INTO idempotency_keys VALUES ('key-1', 'order-42', 'hash', ?, ?)", id, AT);
        });

        Notification expected = new Notification(
                new NotificationId(id),
                HERE,
                new Audience.One(new Target.Channel("19:c", "7")),
                "{\"text\":\"hello\"}",
                "prices",
                Priority.HIGH,
                NOON,
                NOON.plusSeconds(3600),
                OnUncertain.RESEND,
                Manner.USUAL,
                NotificationStatus.ACCEPTED,
                1,
                NOON,
                NOON.plusSeconds(5));
        assertThat(notification()).isEqualTo(expected);
        assertThat(stores.notifications().earlier(new IdempotencyClaim("key-1", "order-42", "hash"), NOON))
                .contains(new Acceptance.Repeated(expected));
        assertThat(stores.notifications().plans(10)).isEmpty();
    }

    @Test
    void a_delivery_that_has_ended_is_told_as_before() {
        upgraded(old -> {
            insertNotification(old, id, "user", "ann@contoso.example", null, "completed");
            insertDelivery(old, id, "1", "user", "delivered", null, 2);
        });

        Delivery line = ledger().getFirst();

        assertThat(line)
                .isEqualTo(new Delivery(
                        new DeliveryId(new NotificationId(id), 0),
                        HERE,
                        new Target.User("ann@contoso.example"),
                        "29:ann",
                        DeliveryState.DELIVERED,
                        null,
                        null,
                        2,
                        null,
                        SENT,
                        NOON,
                        NOON.plusSeconds(5)));
        assertThat(tally()).containsExactly(new Tally.Count(DeliveryState.DELIVERED, "", 1));
        assertThat(work()).as("nothing is left to do").isEmpty();
    }

    @Test
    void what_was_under_way_goes_on_as_it_was() {
        upgraded(old -> {
            insertNotification(old, id, "user", "29:ann", null, "running");
            insertDelivery(old, id, "1", "user", "queued", null, 0);
            insertDelivery(old, id, "2", "user", "queued", null, 3);
            insertDelivery(old, id, "3", "user", "deferred", "throttled", 2);
            insertDelivery(old, id, "4", "user", "in-flight", null, 1);
            insertDelivery(old, id, "5", "user", "refused", "not-installed", 1);
        });

        List<Delivery> lines = ledger();

        assertThat(lines)
                .extracting(Delivery::state)
                .containsExactly(
                        DeliveryState.QUEUED,
                        DeliveryState.QUEUED,
                        DeliveryState.DEFERRED,
                        DeliveryState.IN_FLIGHT,
                        DeliveryState.REFUSED);
        assertThat(lines).extracting(Delivery::attempts).containsExactly(0, 3, 2, 1, 1);
        assertThat(lines.get(2).dueAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(lines.get(2).reason()).isEqualTo("throttled");
        assertThat(lines.get(4).detail()).isEqualTo("A sentence.");
        assertThat(work()).hasSize(1);
        assertThat(notification().planned()).isEqualTo(5);
        assertThat(tally())
                .containsExactlyInAnyOrder(
                        new Tally.Count(DeliveryState.QUEUED, "", 2),
                        new Tally.Count(DeliveryState.DEFERRED, "throttled", 1),
                        new Tally.Count(DeliveryState.IN_FLIGHT, "", 1),
                        new Tally.Count(DeliveryState.REFUSED, "not-installed", 1));
    }

    @Test
    void many_deliveries_become_segments_of_their_notifications() {
        String other = IDS.notification().value();
        upgraded(old -> {
            insertNotification(old, id, "user", "29:ann", null, "completed");
            insertNotification(old, other, "chat", "19:g", null, "accepted");
            for (int number = 1000; number < 2100; number++) {
                insertDelivery(old, id, Integer.toString(number), "user", "expired", "expired", 0);
            }
            insertDelivery(old, other, "1", "chat", "queued", null, 0);
        });

        assertThat(ledger()).hasSize(1100);
        assertThat(tally()).containsExactly(new Tally.Count(DeliveryState.EXPIRED, "expired", 1100));
        assertThat(work()).hasSize(1).allMatch(key -> key.contains(other));
    }

    @Test
    void what_went_to_a_person_before_the_upgrade_is_found() {
        upgraded(old -> {
            insertNotification(old, id, "user", "ann@contoso.example", null, "completed");
            insertDelivery(old, id, "1", "user", "delivered", null, 1);
        });

        for (String known : List.of("29:ann", "ann@contoso.example")) {
            assertThat(stores.ledger()
                            .deliveriesTo(HERE, List.of(known), Reach.EVERYTHING, PageRequest.first(5))
                            .items())
                    .as(known)
                    .hasSize(1);
        }
    }

    @Test
    void what_arrived_is_still_worked_through_recognised_and_put_aside() {
        upgraded(old -> {
            insertActivity(old, "a:done", null, "done", null);
            insertActivity(old, "a:waiting", "{\"text\":\"2\"}", "pending", null);
            insertActivity(old, "a:aside", "{\"text\":\"3\"}", "aside", "IllegalStateException after 3 tries");
            insertActivity(old, "a:last", "{\"text\":\"4\"}", "pending", null);
        });

        InboundStore inbound = stores.inbound();
        assertThat(inbound.pending(10))
                .extracting(RecordedActivity::conversation, RecordedActivity::body, RecordedActivity::tries)
                .containsExactly(tuple("a:waiting", "{\"text\":\"2\"}", 1), tuple("a:last", "{\"text\":\"4\"}", 1));
        assertThat(inbound.setAside(10))
                .extracting(RecordedActivity::conversation, RecordedActivity::trouble)
                .containsExactly(tuple("a:aside", "IllegalStateException after 3 tries"));
        for (String conversation : List.of("a:done", "a:waiting", "a:aside", "a:last")) {
            assertThat(inbound.record(new Arrival("default", conversation, "1700", "{}", NOON)))
                    .as("recognised in %s", conversation)
                    .isEmpty();
        }
        RecordedActivity next = inbound.record(new Arrival("default", "a:new", "1700", "{}", NOON))
                .orElseThrow();
        assertThat(inbound.pending(10)).last().isEqualTo(next);
    }

    private static void insertActivity(
            Handle old, String conversation, @Nullable String body, String state, @Nullable String trouble) {
        old.execute(
                "INSERT INTO activities (bot, conversation, activity_key, body, state, tries, trouble, received_at)"
                        + " VALUES ('default', ?, '1700', ?, ?, 1, ?, ?)",
                conversation,
                body,
                state,
                trouble,
                AT);
    }

    @Test
    void what_went_to_a_person_is_found_though_it_was_kept_by_segment() {
        List<String> people =
                IntStream.range(0, 100).mapToObj(number -> "29:" + number).toList();
        Notification many = SomeNotifications.aNotification(
                HERE, Priority.BULK, NOON, new Audience.Everyone(), NotificationStatus.ACCEPTED);
        Segment segment = SomeWork.segment(many, 3, people);
        upgraded("6", old -> {
            old.execute("INSERT INTO facts VALUES (?, ?)", Keys.work(segment), FactJson.write(segment));
            old.execute(
                    "INSERT INTO facts VALUES (?, ?)",
                    "h/" + Keys.lane(HERE) + "/" + CampaignId.sending(many.id()).text() + "/000003",
                    sortedHashes(people));
        });
        for (String known : List.of("29:0", "29:42", "29:99")) {
            assertThat(stores.ledger()
                            .deliveriesTo(HERE, List.of(known), Reach.EVERYTHING, PageRequest.first(5))
                            .items())
                    .singleElement()
                    .satisfies(line -> assertThat(line.person()).isEqualTo(known));
        }
        List<String> old = new ArrayList<>();
        stores.dispatch().scan("h/", "h/~", (key, value) -> old.add(key));
        assertThat(old).isEmpty();
    }

    private static byte[] sortedHashes(List<String> ids) {
        ByteBuffer bytes = ByteBuffer.allocate(ids.size() * Integer.BYTES);
        ids.stream().mapToInt(People::hash).sorted().forEach(bytes::putInt);
        return bytes.array();
    }

    @Test
    void personal_chats_are_found_though_their_index_holds_those_only_that_the_bot_can_speak_in() {
        upgraded("3", old -> {
            insertPersonalChat(old, "ann", "'{}'", "'present'", "present");
            insertPersonalChat(old, "bob", "NULL", "NULL", "removed");
            insertPersonalChat(old, "cem", "'{}'", "'removed'", "removed");
        });

        for (String name : List.of("ann", "bob", "cem")) {
            assertThat(stores.directory().personalInstallation(HERE, "29:" + name))
                    .as(name)
                    .hasValueSatisfying(found -> assertThat(found.installed()).isEqualTo(name.equals("ann")));
        }
        assertThat(indexes())
                .contains("conversations_silent", "conversations_with_people")
                .doesNotContain("conversations_of_person");
    }

    @Test
    void who_subscribed_before_gets_everything_and_who_opted_out_nothing() {
        upgraded("6", old -> {
            for (String state : List.of("subscribed", "opted-out")) {
                old.execute(
                        "INSERT INTO subscriptions VALUES ('default', 'tenant-a', 'prices', ?, ?, ?)",
                        "29:" + state,
                        state,
                        AT);
            }
        });

        assertThat(stores.topics()
                        .subscribers(HERE, "prices", PageRequest.first(9))
                        .items())
                .containsExactly(
                        new Subscriber("29:opted-out", Wish.NOTHING, NOON),
                        new Subscriber("29:subscribed", Wish.ALL, NOON));
    }

    private static void insertPersonalChat(
            Handle old, String name, String reference, String existence, String installed) {
        old.execute("INSERT INTO conversations (bot, tenant, id, type, type_at, person, person_at, team_at, name_at,"
                + " reference, reference_at, existence, existence_at) VALUES ('default', 'tenant-a', 'a:" + name
                + "', 'personal', 1, '29:" + name + "', 1, 0, 0, " + reference + ", 1, " + existence + ", 1)");
        old.execute("INSERT INTO installations (bot, tenant, id, existence, existence_at)"
                + " VALUES ('default', 'tenant-a', 'a:" + name + "', '" + installed + "', 1)");
    }

    private List<String> indexes() {
        String catalog = kind == TestDatabase.SQLITE
                ? "SELECT name FROM sqlite_master WHERE type = 'index'"
                : "SELECT indexname FROM pg_indexes";
        return Jdbi.create(Connections.to(url, Duration.ofSeconds(5)).plain())
                .withHandle(handle ->
                        handle.createQuery(catalog).mapTo(String.class).list());
    }

    private void upgraded(Consumer<Handle> fill) {
        upgraded("1", fill);
    }

    private void upgraded(String version, Consumer<Handle> fill) {
        stores.close();
        url = kind.fresh(folder);
        Connections connections = Connections.to(url, Duration.ofSeconds(5));
        Flyway.configure()
                .dataSource(connections.plain())
                .locations("classpath:dev/tidings/delivery/store/sql")
                .placeholders(connections.words())
                .target(version)
                .javaMigrations(new OldLedger(), new PeopleInBuckets())
                .load()
                .migrate();
        Jdbi.create(connections.plain()).useTransaction(fill::accept);
        stores = Stores.open(url);
    }

    private static void insertNotification(
            Handle old, String id, String kind, String target, @Nullable String thread, String status) {
        old.execute("""
                INSERT INTO notifications (id, bot, tenant, target_kind, target_id, target_thread, message, topic,
                    priority, not_before, expires_at, on_uncertain, status, created_at, updated_at)
                VALUES (?, 'default', 'tenant-a', ?, ?, ?, '{"text":"hello"}', 'prices', 0, ?, ?, 'resend', ?, ?, ?)""", id, kind, target, thread, AT, AT + 3_600_000, status, AT, AT + 5_000);
    }

    private static void insertDelivery(
            Handle old, String notification, String id, String kind, String state, @Nullable String reason, int tried) {
        boolean sent = state.equals("delivered");
        old.execute(
                """
                INSERT INTO deliveries (id, notification_id, bot, tenant, target_kind, target_id, target_thread, person,
                    priority, state, reason, detail, attempts, due_at, sent_conversation_id, sent_activity_id,
                    sent_service_url, created_at, updated_at)
                SELECT ?, n.id, n.bot, n.tenant, ?, n.target_id, n.target_thread, '29:ann', n.priority,
                    ?, ?, ?, ?, ?, ?, ?, ?, n.created_at, n.updated_at FROM notifications n WHERE n.id = ?""",
                notification + "-" + id,
                kind,
                state,
                reason,
                reason == null ? null : "A sentence.",
                tried,
                AT + 60_000,
                sent ? SENT.conversationId() : null,
                sent ? SENT.activityId() : null,
                sent ? SENT.serviceUrl() : null,
                notification);
    }

    private Notification notification() {
        return stores.notifications()
                .find(new NotificationId(id), Reach.EVERYTHING)
                .orElseThrow();
    }

    private List<Delivery> ledger() {
        List<Delivery> lines = new ArrayList<>();
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            @Nullable String from = cursor.filter(text -> !text.isEmpty()).orElse(null);
            var page = stores.ledger().deliveries(notification(), DeliveryFilter.ALL, PageRequest.of(from, 500));
            lines.addAll(page.items());
            cursor = Optional.ofNullable(page.next());
        }
        return lines;
    }

    private List<Tally.Count> tally() {
        return stores.ledger()
                .tally(notification(), CampaignId.sending(new NotificationId(id)))
                .counts();
    }

    private List<String> work() {
        List<String> keys = new ArrayList<>();
        stores.dispatch().scan("q/", "q/~", (key, value) -> keys.add(key));
        return keys;
    }
}
