package dev.tidings.delivery.event;

import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.notification.DeliveryId;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.Wish;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Something that happened.
public sealed interface Happening {

    /// The stable kebab-case word for its kind, such as `delivery-ended`.
    String word();

    /// A delivery ended, or halts because nobody knows what became of it.
    ///
    /// @param person under which id the person is known, or null if the target is no person
    /// @param reason a stable kebab-case word, or null
    record DeliveryEnded(
            DeliveryId delivery,
            @Nullable String person,
            DeliveryState state,
            @Nullable String reason) implements Happening {
        @Override
        public String word() {
            return "delivery-ended";
        }
    }

    /// A notification was paused, resumed or cancelled, or has ended.
    record NotificationChanged(NotificationId notification, NotificationStatus status) implements Happening {
        @Override
        public String word() {
            return "notification-" + status.word();
        }
    }

    /// An edit or recall began, was paused, resumed or cancelled, or has ended.
    ///
    /// @param order the number of the edit or recall
    record ErrandChanged(NotificationId notification, int order, Segment.Errand kind, NotificationStatus status)
            implements Happening {
        @Override
        public String word() {
            return (kind == Segment.Errand.RECALL ? "recall-" : "edit-") + status.word();
        }
    }

    /// The app was added somewhere.
    ///
    /// @param place the id of the 1:1 chat, the group chat or the team
    /// @param person whose 1:1 chat it is, or who did it; null if nobody is named
    record Installed(String place, @Nullable String person) implements Happening {
        @Override
        public String word() {
            return "installed";
        }
    }

    /// The app was removed from somewhere.
    ///
    /// @param place the id of the 1:1 chat, the group chat or the team
    /// @param person whose 1:1 chat it is, or who did it; null if nobody is named
    record Removed(String place, @Nullable String person) implements Happening {
        @Override
        public String word() {
            return "removed";
        }
    }

    /// Teams refused a message since the person, or an administrator, does not want the bot's messages.
    ///
    /// @param reason a stable kebab-case word, such as `writes-blocked`
    record Blocked(String person, String reason) implements Happening {
        @Override
        public String word() {
            return "blocked";
        }
    }

    /// A person reacted to a message of the bot, or took a reaction back.
    ///
    /// @param activityId the message, or null if Teams named none
    /// @param reaction such as `like`
    /// @param added false if it was taken back
    record Reacted(
            String conversationId,
            @Nullable String activityId,
            @Nullable String person,
            String reaction,
            boolean added) implements Happening {
        @Override
        public String word() {
            return "reacted";
        }
    }

    /// A person has read their chat with the bot up to a message; told only where people let it be.
    ///
    /// @param activityId the last message that they have read
    record Read(
            String conversationId,
            String activityId,
            @Nullable String person) implements Happening {
        @Override
        public String word() {
            return "read";
        }
    }

    /// A person pressed a button of a card.
    ///
    /// @param activityId the message that holds the card, or null if Teams named none
    /// @param value what the card submits, or null if that is nothing, or too long to be told
    record Clicked(
            String conversationId,
            @Nullable String activityId,
            @Nullable String person,
            @Nullable JsonNode value) implements Happening {
        @Override
        public String word() {
            return "clicked";
        }
    }

    /// A person pressed a button by which the sender of a notification wants to hear from them.
    ///
    /// @param activityId the message that holds the card, or null if Teams named none
    /// @param name what the sender calls the button, such as `approve`
    /// @param data what the sender gave with it, or null if that is nothing, or too long to be told
    record Answered(
            NotificationId notification,
            String conversationId,
            @Nullable String activityId,
            String person,
            String name,
            @Nullable JsonNode data)
            implements Happening {
        @Override
        public String word() {
            return "answered";
        }
    }

    /// A person said that they have dealt with a notification.
    ///
    /// @param activityId the message that holds the card, or null if Teams named none
    record MarkedDone(
            NotificationId notification,
            String conversationId,
            @Nullable String activityId,
            String person) implements Happening {
        @Override
        public String word() {
            return "marked-done";
        }
    }

    /// A person put a notification off.
    ///
    /// @param activityId the message that holds the card, or null if Teams named none
    /// @param until when it comes again
    record Snoozed(
            NotificationId notification,
            String conversationId,
            @Nullable String activityId,
            String person,
            Instant until)
            implements Happening {
        @Override
        public String word() {
            return "snoozed";
        }
    }

    /// A person wrote to the bot.
    ///
    /// @param conversationId with its thread in a channel, so that an answer can go there
    /// @param text without the mention of the bot, and without its end if that is long
    /// @param whole whether nothing of it was cut off
    record Wrote(String conversationId, @Nullable String activityId, String person, String text, boolean whole)
            implements Happening {
        @Override
        public String word() {
            return "wrote";
        }

        /// Leaves the text out.
        @Override
        public String toString() {
            return "Wrote[" + conversationId + ", " + activityId + ", " + person + "]";
        }
    }

    /// A person themselves chose what they want of a topic.
    record ChoseTopic(String topic, String person, Wish wish) implements Happening {
        @Override
        public String word() {
            return wish == Wish.NOTHING ? "opted-out" : "subscribed";
        }
    }

    /// A person themselves wants nothing of any topic, or took that back.
    record ChoseAll(String person, boolean stopped) implements Happening {
        @Override
        public String word() {
            return stopped ? "opted-out-of-all" : "opted-in-again";
        }
    }

    /// A person themselves chose when they do not want to be disturbed.
    ///
    /// @param hours times such as `20:00-07:00`, `off`, or `default` for what holds for everybody
    record ChoseHours(String person, String hours) implements Happening {
        @Override
        public String word() {
            return "quiet-hours-chosen";
        }
    }

    /// A message of a mandatory topic goes to somebody who has opted out of it.
    record Overruled(DeliveryId delivery, @Nullable String person, String topic) implements Happening {
        @Override
        public String word() {
            return "opt-out-overruled";
        }
    }
}
