package dev.tidings.delivery.inbound;

import static dev.tidings.delivery.inbound.SomeActivities.CHANNEL;
import static dev.tidings.delivery.inbound.SomeActivities.at;
import static dev.tidings.delivery.inbound.SomeActivities.channel;
import static dev.tidings.delivery.inbound.SomeActivities.personal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryId;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.Response;
import dev.tidings.delivery.notification.Response.Kind;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.sql.OnEveryDatabase;
import dev.tidings.delivery.store.sql.TestDatabase;
import dev.tidings.teams.activity.Activity;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What people did with the messages that they got, as the ledger shows it.
class ResponsesTest extends OnEveryDatabase {
    private static final Tenancy HERE = new Tenancy("default", "tenant-a");
    private static final NotificationId ID = new NotificationId("0191c2b4-0000-7000-8000-000000000001");
    private static final String RECEIPT =
            "\"name\":\"application/vnd.microsoft.readReceipt\",\"value\":{\"lastReadMessageId\":\"%s\"}";

    ResponsesTest(TestDatabase kind) {
        super(kind);
    }

    @Test
    void reactions_and_buttons_are_told_by_message_and_person() {
        hears(
                channel().with("messageReaction", 1, reaction("17", "reactionsAdded", "like"), ""),
                channel().from("bob").with("messageReaction", 2, reaction("17", "reactionsAdded", "heart"), ""),
                channel().with("messageReaction", 3, reaction("18", "reactionsAdded", "sad"), ""),
                channel()
                        .with(
                                "invoke",
                                4,
                                "\"replyToId\":\"17\",\"name\":\"adaptiveCard/action\",\"value\":{\"action\":{\"data\":"
                                        + "{\"tidings\":{\"do\":\"call\",\"name\":\"order\"}}}}",
                                ""),
                channel().from("bob").with("message", 5, "\"replyToId\":\"17\",\"value\":{\"x\":1}", ""));
        assertThat(to(delivery(0, CHANNEL, "17"), delivery(1, CHANNEL, "18"), delivery(2, CHANNEL, "19")))
                .isEqualTo(Map.of(
                        new DeliveryId(ID, 0),
                        List.of(
                                new Response("29:ann", Kind.REACTED, "like", at(1)),
                                new Response("29:bob", Kind.REACTED, "heart", at(2)),
                                new Response("29:ann", Kind.CLICKED, "order", at(4)),
                                new Response("29:bob", Kind.CLICKED, null, at(5))),
                        new DeliveryId(ID, 1),
                        List.of(new Response("29:ann", Kind.REACTED, "sad", at(3)))));
    }

    @Test
    void in_whatever_order_they_are_told_the_last_reaction_counts_and_one_that_was_taken_back_is_none() {
        List<Activity> history = new ArrayList<>(List.of(
                channel().with("messageReaction", 1, reaction("17", "reactionsAdded", "like"), ""),
                channel().with("messageReaction", 2, reaction("17", "reactionsRemoved", "like"), ""),
                channel().from("bob").with("messageReaction", 3, reaction("17", "reactionsRemoved", "like"), ""),
                channel().from("bob").with("messageReaction", 4, reaction("17", "reactionsAdded", "heart"), "")));
        Collections.shuffle(history, new Random(7));
        hears(history.toArray(Activity[]::new));
        assertThat(to(delivery(0, CHANNEL, "17")))
                .isEqualTo(
                        Map.of(new DeliveryId(ID, 0), List.of(new Response("29:bob", Kind.REACTED, "heart", at(4)))));
    }

    @Test
    void whoever_has_read_a_message_has_read_those_before_it() {
        hears(
                personal("ann").with("event", 2, RECEIPT.formatted("1700"), ""),
                personal("ann").with("event", 1, RECEIPT.formatted("900"), ""));
        Map<DeliveryId, List<Response>> read =
                to(delivery(0, "a:ann", "999"), delivery(1, "a:ann", "1700"), delivery(2, "a:ann", "1701"));
        assertThat(read).containsOnlyKeys(new DeliveryId(ID, 0), new DeliveryId(ID, 1));
        assertThat(read.get(new DeliveryId(ID, 1))).containsExactly(new Response("29:ann", Kind.READ, null, at(2)));
    }

    @Test
    void they_go_with_the_person_and_with_time() {
        hears(
                channel().with("messageReaction", 1, reaction("17", "reactionsAdded", "like"), ""),
                channel().from("bob").with("messageReaction", 2, reaction("17", "reactionsAdded", "like"), ""),
                channel().from("bob").with("messageReaction", 90, reaction("18", "reactionsAdded", "like"), ""),
                personal("ann").with("event", 1, RECEIPT.formatted("1700"), ""));
        assertThat(stores.dossiers().held(HERE, "29:ann").get("responses")).hasSize(1);
        stores.dossiers().erase(HERE, "29:ann", false);
        assertThat(to(delivery(0, "a:ann", "17"))).isEmpty();
        assertThat(to(delivery(0, CHANNEL, "17"))).hasSize(1);
        stores.notifications().purge(at(60), 10);
        assertThat(to(delivery(0, CHANNEL, "17"), delivery(1, CHANNEL, "18"))).containsOnlyKeys(new DeliveryId(ID, 1));
    }

    private static String reaction(String message, String field, String type) {
        return "\"replyToId\":\"" + message + "\",\"" + field + "\":[{\"type\":\"" + type + "\"}]";
    }

    private void hears(Activity... activities) {
        var inbox = new Inbox(
                stores.inbound(), InstantSource.fixed(at(Duration.ofMinutes(2).toSeconds())));
        for (Activity activity : activities) {
            inbox.record("default", activity);
        }
        assertThat(inbox.step()).isEqualTo(activities.length);
    }

    private Map<DeliveryId, List<Response>> to(Delivery... deliveries) {
        return stores.responses().to(List.of(deliveries));
    }

    private static Delivery delivery(int ordinal, String conversation, String activity) {
        return new Delivery(
                new DeliveryId(ID, ordinal),
                HERE,
                new Target.Conversation(conversation),
                null,
                DeliveryState.DELIVERED,
                null,
                null,
                1,
                null,
                new Delivery.Sent(conversation, activity, "https://smba.example/"),
                at(0),
                at(0));
    }
}
