package dev.tidings.delivery.send;

import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.lane.Result;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.teams.connector.ConnectorException;
import dev.tidings.teams.connector.ConnectorException.Kind;

/// Edits or deletes one message that was delivered. Doing so twice does no harm, so nothing of it is uncertain. Not
/// thread-safe.
final class Change {
    private final Bot bot;
    private final Attempt attempt;
    private final Verdicts verdicts;

    Change(Bot bot, Attempt attempt, Verdicts verdicts) {
        this.bot = bot;
        this.attempt = attempt;
        this.verdicts = verdicts;
    }

    Outcome run() throws InterruptedException {
        Delivery.Sent sent = attempt.send().recipient().sent();
        String activity = sent == null ? null : sent.activityId();
        if (sent == null || activity == null) {
            return new Outcome.Ended(Reason.MESSAGE_GONE);
        }
        Reason stopped = attempt.begin(attempt.send().conversation());
        if (stopped != null) {
            return new Outcome.Ended(stopped);
        }
        try {
            make(sent, activity);
            attempt.tell(new Result.Fine(attempt.send().item(), Region.of(sent.serviceUrl())));
            return new Outcome.Delivered(sent);
        } catch (ConnectorException failure) {
            return gone(failure.kind())
                    ? afterwards(sent)
                    : verdicts.onChange(failure, bot, attempt, sent.serviceUrl());
        }
    }

    private void make(Delivery.Sent sent, String activity) {
        switch (attempt.segment().errand()) {
            case EDIT -> bot.client().update(sent.serviceUrl(), sent.conversationId(), activity, attempt.message());
            case RECALL -> bot.client().delete(sent.serviceUrl(), sent.conversationId(), activity);
            case SEND -> throw new IllegalStateException("a message that is sent is not changed");
        }
    }

    private static boolean gone(Kind kind) {
        return kind == Kind.ACTIVITY_NOT_FOUND || kind == Kind.CONVERSATION_NOT_FOUND;
    }

    /// A message that is gone needs no recall.
    private Outcome afterwards(Delivery.Sent sent) {
        return attempt.segment().errand() == Segment.Errand.RECALL
                ? new Outcome.Delivered(sent)
                : new Outcome.Ended(Reason.MESSAGE_GONE);
    }
}
