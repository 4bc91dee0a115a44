package dev.tidings.delivery.fact;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Manner;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Work that was accepted: some recipients of one campaign, with what the lane must know about it.
///
/// @param topic what it is about, or null; who opted out of it gets nothing
/// @param createdAt when the notification was accepted
/// @param notBefore the earliest time to send, or null for at once
/// @param expiresAt from when on it is not sent any more, or null for never
/// @param recipients 1 to [#MOST]
/// @param whole whether it is known to be all of its campaign
/// @param manner how the messages mind their readers
public record Segment(
        SegmentId id,
        Tenancy lane,
        Errand errand,
        Priority priority,
        OnUncertain onUncertain,
        @Nullable String topic,
        Instant createdAt,
        @Nullable Instant notBefore,
        @Nullable Instant expiresAt,
        List<Recipient> recipients,
        boolean whole,
        Manner manner) {
    /// How many recipients a segment has at most.
    public static final int MOST = 500;

    /// Checks the number of recipients and keeps its own copy of them.
    public Segment {
        if (recipients.isEmpty() || recipients.size() > MOST) {
            throw new IllegalArgumentException("a segment has 1 to " + MOST + " recipients");
        }
        recipients = List.copyOf(recipients);
    }

    /// A part of a campaign that may have others, with the usual manner.
    public Segment(
            SegmentId id,
            Tenancy lane,
            Errand errand,
            Priority priority,
            OnUncertain onUncertain,
            @Nullable String topic,
            Instant createdAt,
            @Nullable Instant notBefore,
            @Nullable Instant expiresAt,
            List<Recipient> recipients) {
        this(
                id,
                lane,
                errand,
                priority,
                onUncertain,
                topic,
                createdAt,
                notBefore,
                expiresAt,
                recipients,
                false,
                Manner.USUAL);
    }

    /// The same as all of its campaign.
    public Segment asWhole() {
        return with(recipients, true, manner);
    }

    /// The same with another manner.
    public Segment with(Manner other) {
        return with(recipients, whole, other);
    }

    /// The same for others.
    public Segment with(List<Recipient> others) {
        return with(others, whole, manner);
    }

    private Segment with(List<Recipient> others, boolean all, Manner other) {
        return new Segment(
                id, lane, errand, priority, onUncertain, topic, createdAt, notBefore, expiresAt, others, all, other);
    }

    /// What is done for each recipient.
    public enum Errand {
        /// The message is sent.
        SEND,
        /// The message that was sent is replaced.
        EDIT,
        /// The message that was sent is deleted.
        RECALL
    }
}
