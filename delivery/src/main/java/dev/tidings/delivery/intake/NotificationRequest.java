package dev.tidings.delivery.intake;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Manner;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.Reach;
import dev.tidings.teams.activity.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What somebody wants to be told to whom.
///
/// @param topic what it is about, or null; the subscribers' own topic if it is for subscribers
/// @param notBefore the earliest time to send, or null for at once
/// @param expiresAt from when on it is not to be sent any more, or null for never
/// @param onUncertain null for the priority's own default
/// @param manner how it minds its readers
/// @param bot the name of the bot that sends
/// @param tenant the tenant's id, or null to take the only one that can be meant
public record NotificationRequest(
        Audience audience,
        Content content,
        @Nullable String topic,
        Priority priority,
        @Nullable Instant notBefore,
        @Nullable Instant expiresAt,
        @Nullable OnUncertain onUncertain,
        Manner manner,
        String bot,
        @Nullable String tenant) {

    /// A message of normal priority from the default bot, to be sent at once.
    public static NotificationRequest of(Audience audience, Message message) {
        return of(audience, new Content.Said(message));
    }

    /// Content of normal priority from the default bot, to be sent at once.
    public static NotificationRequest of(Audience audience, Content content) {
        return new NotificationRequest(
                audience, content, null, Priority.NORMAL, null, null, null, Manner.USUAL, Bots.DEFAULT, null);
    }

    /// The same for one target.
    public static NotificationRequest of(Target target, Message message) {
        return of(new Audience.One(target), message);
    }

    /// The same about a topic.
    public NotificationRequest about(String name) {
        return new NotificationRequest(
                audience, content, name, priority, notBefore, expiresAt, onUncertain, manner, bot, tenant);
    }

    /// The same with another priority.
    public NotificationRequest withPriority(Priority urgency) {
        return new NotificationRequest(
                audience, content, topic, urgency, notBefore, expiresAt, onUncertain, manner, bot, tenant);
    }

    /// The same within other times.
    public NotificationRequest within(@Nullable Instant from, @Nullable Instant to) {
        return new NotificationRequest(audience, content, topic, priority, from, to, onUncertain, manner, bot, tenant);
    }

    /// The same with a choice for what is uncertain.
    public NotificationRequest withOnUncertain(OnUncertain choice) {
        return new NotificationRequest(
                audience, content, topic, priority, notBefore, expiresAt, choice, manner, bot, tenant);
    }

    /// The same with another manner.
    public NotificationRequest with(Manner other) {
        return new NotificationRequest(
                audience, content, topic, priority, notBefore, expiresAt, onUncertain, other, bot, tenant);
    }

    /// The same from a bot in a tenant.
    public NotificationRequest from(String name, @Nullable String tenantId) {
        return new NotificationRequest(
                audience, content, topic, priority, notBefore, expiresAt, onUncertain, manner, name, tenantId);
    }

    /// What it is about: what is told to the subscribers of a topic is about that topic, unless it says
    /// otherwise.
    @Nullable
    String subject() {
        return topic == null && audience instanceof Audience.Subscribers(String subscribed) ? subscribed : topic;
    }

    /// Where it is meant to act, for somebody who may see so much.
    Scope scope(Reach reach) {
        return new Scope(bot, tenant, reach);
    }
}
