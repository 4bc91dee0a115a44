package dev.tidings.delivery.press;

import dev.tidings.delivery.intake.Content;
import dev.tidings.delivery.intake.NotAcceptedException;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.IdempotencyClaim;
import dev.tidings.delivery.store.Reach;
import dev.tidings.teams.activity.Activity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers people through the same engine as everything else: durable, at the permitted pace, once.
final class Replies {
    /// Whose idempotency keys the answers have; an API key cannot have this name.
    private static final String OWNER = "tidings:replies";

    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    private final Notifications notifications;

    Replies(Notifications notifications) {
        this.notifications = notifications;
    }

    /// Answers as [#send] does, and is silent where the bot cannot speak to the person: what they asked for
    /// is done all the same.
    void tell(Presser presser, Activity activity, Content content) {
        try {
            send(presser, activity, content);
        } catch (NotAcceptedException unreachable) {
            LOG.info("Somebody was answered with silence: {}", unreachable.getMessage());
        }
    }

    /// Answers an activity where it came from; one that others see too is answered in the person's own
    /// chat.
    private void send(Presser presser, Activity activity, Content content) {
        Target target = presser.personal()
                ? new Target.Conversation(presser.conversation())
                : new Target.User(presser.person());
        NotificationRequest request = NotificationRequest.of(new Audience.One(target), content)
                .withPriority(Priority.HIGH)
                .withOnUncertain(OnUncertain.HOLD)
                .from(presser.tenancy().bot(), presser.tenancy().tenant());
        String key = presser.tenancy().bot() + " " + presser.conversation() + " " + key(activity);
        notifications.accept(request, Reach.EVERYTHING, new IdempotencyClaim(OWNER, key, ""));
    }

    private static String key(Activity activity) {
        String id = activity.envelope().id();
        return id == null ? String.valueOf(activity.raw().hashCode()) : id;
    }
}
