package dev.tidings.server.api;

import dev.tidings.delivery.event.Event;
import dev.tidings.delivery.event.Happening;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Events as the API shows them: what an event has nothing to say of is left out.
final class EventViews {
    private EventViews() {}

    /// Says that some events are not kept any more.
    ///
    /// @param resume what comes after this id is still told
    static ObjectNode missed(long resume) {
        return JsonNodeFactory.instance.objectNode().put("resume", resume);
    }

    /// What happened, where and when.
    static ObjectNode of(Event event) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        put(data, "at", event.at().toString());
        put(data, "bot", event.tenancy().bot());
        put(data, "tenant", event.tenancy().tenant());
        add(data, event.happening());
        return data;
    }

    private static void add(ObjectNode data, Happening happening) {
        switch (happening) {
            case Happening.DeliveryEnded ended -> {
                put(data, "notification", ended.delivery().notification().value());
                put(data, "delivery", ended.delivery().value());
                put(data, "person", ended.person());
                put(data, "state", ended.state().word());
                put(data, "reason", ended.reason());
            }
            case Happening.NotificationChanged changed -> {
                put(data, "notification", changed.notification().value());
                put(data, "status", changed.status().word());
            }
            case Happening.ErrandChanged changed -> {
                put(data, "notification", changed.notification().value());
                put(data, "status", changed.status().word());
            }
            case Happening.Blocked blocked -> {
                put(data, "person", blocked.person());
                put(data, "reason", blocked.reason());
            }
            case Happening.Installed installed -> {
                put(data, "place", installed.place());
                put(data, "person", installed.person());
            }
            case Happening.Removed removed -> {
                put(data, "place", removed.place());
                put(data, "person", removed.person());
            }
            case Happening.Reacted reacted -> {
                about(data, reacted.conversationId(), reacted.activityId(), reacted.person());
                put(data, "reaction", reacted.reaction());
                data.put("added", reacted.added());
            }
            case Happening.Read read -> about(data, read.conversationId(), read.activityId(), read.person());
            case Happening.Answered answered -> {
                put(data, "notification", answered.notification().value());
                about(data, answered.conversationId(), answered.activityId(), answered.person());
                put(data, "name", answered.name());
                if (answered.data() != null) {
                    data.set("data", answered.data());
                }
            }
            case Happening.MarkedDone done -> {
                put(data, "notification", done.notification().value());
                about(data, done.conversationId(), done.activityId(), done.person());
            }
            case Happening.Snoozed snoozed -> {
                put(data, "notification", snoozed.notification().value());
                about(data, snoozed.conversationId(), snoozed.activityId(), snoozed.person());
                put(data, "until", snoozed.until().toString());
            }
            case Happening.Wrote wrote -> {
                about(data, wrote.conversationId(), wrote.activityId(), wrote.person());
                put(data, "text", wrote.text());
                data.put("whole", wrote.whole());
            }
            case Happening.ChoseTopic chose -> {
                put(data, "topic", chose.topic());
                put(data, "person", chose.person());
                put(data, "delivery", chose.wish().word());
            }
            case Happening.Overruled overruled -> {
                put(data, "notification", overruled.delivery().notification().value());
                put(data, "delivery", overruled.delivery().value());
                put(data, "person", overruled.person());
                put(data, "topic", overruled.topic());
            }
            case Happening.ChoseAll chose -> put(data, "person", chose.person());
            case Happening.ChoseHours chose -> {
                put(data, "person", chose.person());
                put(data, "hours", chose.hours());
            }
            case Happening.Clicked clicked -> {
                about(data, clicked.conversationId(), clicked.activityId(), clicked.person());
                if (clicked.value() != null) {
                    data.set("value", clicked.value());
                }
            }
        }
    }

    private static void about(
            ObjectNode data, String conversation, @Nullable String activity, @Nullable String person) {
        put(data, "conversationId", conversation);
        put(data, "activityId", activity);
        put(data, "person", person);
    }

    private static void put(ObjectNode data, String name, @Nullable String value) {
        if (value != null) {
            data.put(name, value);
        }
    }
}
