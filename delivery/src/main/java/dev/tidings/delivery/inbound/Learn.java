package dev.tidings.delivery.inbound;

import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.activity.Mention;
import java.time.Instant;

/// What one activity says about people, places and the bot's being there.
///
/// Pure: the same activity always says the same, and what several say can be merged in any order.
final class Learn {
    private Learn() {}

    /// Everything that an activity says.
    ///
    /// @param receivedAt used where the activity gives no time, or one that cannot be
    static Knowledge from(String bot, Activity activity, Instant receivedAt) {
        Scene scene = Scene.of(bot, activity, receivedAt);
        Lesson lesson = new Lesson(scene);
        lesson.serviceUrl();
        lesson.sender();
        switch (activity) {
            case Activity.Message message -> {
                lesson.heard();
                lesson.presence();
                message.mentions().stream().map(Mention::mentioned).forEach(lesson::mentioned);
            }
            case Activity.MessageReaction _,
                    Activity.MessageUpdate _,
                    Activity.MessageDelete _,
                    Activity.Event _,
                    Activity.Invoke _ -> {
                lesson.heard();
                lesson.presence();
            }
            case Activity.InstallationUpdate update ->
                installation(lesson, scene, update.action().installed());
            case Activity.ConversationUpdate update -> conversation(lesson, scene, update);
            case Activity.Unknown _ -> {
                // A type that is not known yet may mean anything, also that the bot was removed.
            }
        }
        responses(lesson, activity);
        return lesson.knowledge();
    }

    /// What the sender did with a message of the bot's.
    private static void responses(Lesson lesson, Activity activity) {
        switch (activity) {
            case Activity.MessageReaction reaction -> {
                reaction.removed().forEach(gone -> lesson.reacted(""));
                reaction.added().forEach(lesson::reacted);
            }
            case Activity.Message message -> {
                if (message.value() != null) {
                    lesson.clicked(Handling.name(message));
                }
            }
            case Activity.Invoke invoke -> {
                if (invoke.name().equals(Handling.CARD_ACTION)) {
                    lesson.clicked(Handling.name(invoke));
                }
            }
            case Activity.Event event -> Handling.readUpTo(event).ifPresent(lesson::read);
            case Activity.MessageUpdate _,
                    Activity.MessageDelete _,
                    Activity.InstallationUpdate _,
                    Activity.ConversationUpdate _,
                    Activity.Unknown _ -> {
                // Nothing was done with a message.
            }
        }
    }

    private static void installation(Lesson lesson, Scene scene, boolean installed) {
        if (installed) {
            lesson.presence();
            lesson.selectedChannel();
            if (scene.personal()) {
                lesson.heard();
            }
        } else {
            lesson.departure();
        }
    }

    private static void conversation(Lesson lesson, Scene scene, Activity.ConversationUpdate update) {
        update.membersAdded().stream().filter(scene::somebody).forEach(lesson::joined);
        update.membersRemoved().stream().filter(scene::somebody).forEach(lesson::left);
        if (update.botRemoved()) {
            lesson.departure();
            return;
        }
        TeamEvent event = TeamEvent.of(scene.channelData().eventType());
        if (event == TeamEvent.TEAM_DELETED) {
            lesson.teamDeleted();
            return;
        }
        lesson.presence();
        if (update.botAdded() && scene.personal()) {
            lesson.heard();
            update.membersAdded().stream()
                    .filter(scene::somebody)
                    .map(ChannelAccount::id)
                    .findFirst()
                    .ifPresent(lesson::partner);
        }
        lesson.event(event);
    }
}
