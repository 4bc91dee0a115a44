package dev.tidings.delivery.send;

import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.lane.Result;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.wording.NotSayableException;
import dev.tidings.teams.connector.ConnectorException;
import dev.tidings.teams.connector.ConnectorException.Kind;
import org.jspecify.annotations.Nullable;

/// Edits or deletes one message that was delivered. Doing so twice does no harm, so nothing of it is
/// uncertain. Not thread-safe.
final class Change {
    private final Bot bot;
    private final Attempt attempt;
    private final Verdicts verdicts;
    private final Delivery.@Nullable Sent sent;

    /// @param sent where the message went, or null if it did not
    Change(Bot bot, Attempt attempt, Verdicts verdicts, Delivery.@Nullable Sent sent) {
        this.bot = bot;
        this.attempt = attempt;
        this.verdicts = verdicts;
        this.sent = sent;
    }

    /// What became of it; [Reason#MESSAGE_GONE] if there is nothing to be changed any more.
    Outcome run() throws InterruptedException {
        String activity = sent == null ? null : sent.activityId();
        if (sent == null || activity == null) {
            return new Outcome.Ended(Reason.MESSAGE_GONE);
        }
        Reason stopped = attempt.begin(attempt.send().conversation());
        if (stopped != null) {
            return new Outcome.Ended(stopped);
        }
        try {
            Delivery.Sent now = make(sent, activity);
            attempt.tell(new Result.Fine(attempt.send().item(), Region.of(sent.serviceUrl())));
            return new Outcome.Delivered(now);
        } catch (NotSayableException missing) {
            return new Outcome.Ended(Reason.MISSING_VALUE);
        } catch (ConnectorException failure) {
            return gone(failure.kind())
                    ? afterwards(sent)
                    : verdicts.onChange(failure, bot, attempt, sent.serviceUrl());
        }
    }

    /// A message that is sent in the place of an earlier one is at its own latest edit.
    private Delivery.Sent make(Delivery.Sent where, String activity) {
        return switch (attempt.segment().errand()) {
            case EDIT -> {
                update(where, activity);
                yield where;
            }
            case RECALL -> {
                bot.client().delete(where.serviceUrl(), where.conversationId(), activity);
                yield where;
            }
            case SEND -> {
                update(where, activity);
                yield new Delivery.Sent(where.conversationId(), activity, where.serviceUrl(), attempt.edit());
            }
        };
    }

    private void update(Delivery.Sent where, String activity) {
        bot.client().update(where.serviceUrl(), where.conversationId(), activity, attempt.message());
    }

    private static boolean gone(Kind kind) {
        return kind == Kind.ACTIVITY_NOT_FOUND || kind == Kind.CONVERSATION_NOT_FOUND;
    }

    /// A message that is gone needs no recall.
    private Outcome afterwards(Delivery.Sent where) {
        return attempt.segment().errand() == Segment.Errand.RECALL
                ? new Outcome.Delivered(where)
                : new Outcome.Ended(Reason.MESSAGE_GONE);
    }
}
