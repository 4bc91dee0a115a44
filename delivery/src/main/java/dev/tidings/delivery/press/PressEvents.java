package dev.tidings.delivery.press;

import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.event.Happening;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.teams.notice.Press;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Tells listeners what people did with the buttons of a notification.
record PressEvents(Events events) {
    /// What a button tells is told to listeners up to so many characters, since many events are kept.
    private static final int LONGEST_DATA = 2000;

    /// It is dealt with, or a button of the sender's own was pressed.
    void pressed(NotificationId notification, Press press, Presser presser) {
        tell(
                presser,
                press instanceof Press.Called called
                        ? new Happening.Answered(
                                notification,
                                presser.conversation(),
                                presser.activityId(),
                                presser.person(),
                                called.name(),
                                told(called))
                        : new Happening.MarkedDone(
                                notification, presser.conversation(), presser.activityId(), presser.person()));
    }

    /// It comes again later.
    void putOff(NotificationId notification, Instant until, Presser presser) {
        tell(
                presser,
                new Happening.Snoozed(
                        notification, presser.conversation(), presser.activityId(), presser.person(), until));
    }

    private void tell(Presser presser, Happening happening) {
        events.publish(presser.tenancy(), happening);
    }

    private static @Nullable JsonNode told(Press.Called called) {
        ObjectNode data = called.data();
        return data == null || data.toString().length() > LONGEST_DATA ? null : data;
    }
}
