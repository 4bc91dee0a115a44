package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.HERE;
import static dev.tidings.delivery.notification.SomeNotifications.NOON;
import static dev.tidings.delivery.notification.SomeNotifications.aNotification;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.DeliveryId;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.Departure;
import dev.tidings.delivery.store.Reach;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Ids and names are texts that somebody else chose.
class StrangeTextTest extends OnEveryDatabase {
    private static final List<String> TEXTS =
            List.of("a~b/c,d%2F", "zero \u0000", "half \uD800 a pair", "Ä€𝄞 '\";--", "");

    StrangeTextTest(TestDatabase kind) {
        super(kind);
    }

    @Test
    void any_text_can_name_a_recipient_a_topic_and_a_tenant() {
        for (String text : TEXTS) {
            Tenancy tenancy = new Tenancy("default", text);
            Notification notification = aNotification(
                    tenancy,
                    Priority.NORMAL,
                    NOON,
                    new Audience.One(new Target.User(text)),
                    NotificationStatus.ACCEPTED);
            Segment segment = SomeWork.segment(notification, 0, List.of(text));
            stores.notifications().accept(notification, SomeWork.planned(segment), null);
            stores.topics().optOut(tenancy, text, text, NOON);

            assertThat(stores.notifications().find(notification.id(), Reach.EVERYTHING))
                    .isPresent();
            assertThat(stores.ledger().delivery(notification, new DeliveryId(notification.id(), 0)))
                    .as(text)
                    .isPresent();
            Recipient recipient = segment.recipients().getFirst();
            assertThat(stores.dispatch()
                            .dispatch(
                                    new FactChanges(),
                                    List.of(new Departure(
                                            tenancy, recipient, text, null, null, "x", new byte[0], where -> true))))
                    .as(text)
                    .allMatch(where -> where.optedOut());
        }
        assertThat(stores.topics().topic(HERE, "a~b/c,d%2F")).isEmpty();
    }
}
