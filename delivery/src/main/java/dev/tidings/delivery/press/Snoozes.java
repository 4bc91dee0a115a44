package dev.tidings.delivery.press;

import dev.tidings.delivery.intake.Accepted;
import dev.tidings.delivery.intake.Content;
import dev.tidings.delivery.intake.NotAcceptedException;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Manner;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.press.Originals.Original;
import dev.tidings.delivery.store.IdempotencyClaim;
import dev.tidings.delivery.store.Reach;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts messages off: they come again later, once, as notifications of their own, so that an opt-out and
/// everything else that is recorded until then holds for them too. Their reader has asked for them, so they are
/// not counted among what a person is spared.
final class Snoozes {
    private static final Logger LOG = LoggerFactory.getLogger(Snoozes.class);

    /// Whose idempotency keys they have; an API key cannot have this name.
    private static final String OWNER = "tidings:snoozes";

    private final Notifications notifications;

    Snoozes(Notifications notifications) {
        this.notifications = notifications;
    }

    /// When a message comes again.
    ///
    /// @param first false if it was put off before, and stays so
    record PutOff(Instant until, boolean first) {}

    /// Makes a message come again; empty if it would be out of date by then, or cannot be sent there any more.
    Optional<PutOff> putOff(Original original, Duration delay, Presser presser, Instant now) {
        Instant until = now.truncatedTo(ChronoUnit.SECONDS).plus(delay);
        try {
            Accepted accepted =
                    notifications.accept(request(original, presser, until), Reach.EVERYTHING, claim(original, presser));
            return Optional.ofNullable(accepted.notification().notBefore())
                    .map(kept -> new PutOff(kept, !accepted.repeated()));
        } catch (NotAcceptedException refused) {
            LOG.info("A message is not put off: {}", refused.getMessage());
            return Optional.empty();
        }
    }

    private static NotificationRequest request(Original original, Presser presser, Instant until) {
        Notification earlier = original.notification();
        Audience audience =
                original.shared() ? earlier.audience() : new Audience.One(new Target.User(presser.person()));
        NotificationRequest again = NotificationRequest.of(audience, new Content.Again(original.message()))
                .withPriority(earlier.priority())
                .withOnUncertain(earlier.onUncertain())
                .with(earlier.manner().as(Manner.Purpose.ANSWER).replacing(null))
                .within(until, earlier.expiresAt())
                .from(presser.tenancy().bot(), presser.tenancy().tenant());
        String topic = earlier.topic();
        return topic == null ? again : again.about(topic);
    }

    /// A copy that everybody sees is put off once for all of them.
    private static IdempotencyClaim claim(Original original, Presser presser) {
        String id = original.notification().id().value();
        return new IdempotencyClaim(OWNER, original.shared() ? id : id + " " + presser.person(), "");
    }
}
