package dev.tidings.server.problem;

import dev.tidings.delivery.campaign.NotPossibleException;
import dev.tidings.delivery.intake.NotAcceptedException;

/// What the front desk refuses, as problems.
final class Refusals {
    private Refusals() {}

    static ProblemException of(NotAcceptedException refused) {
        return ProblemException.at(
                refused.field(), type(refused), String.valueOf(refused.getMessage()), action(refused));
    }

    private static ProblemType type(NotAcceptedException refused) {
        return switch (refused.problem()) {
            case UNKNOWN_BOT -> ProblemType.UNKNOWN_BOT;
            case UNKNOWN_TARGET -> ProblemType.UNKNOWN_TARGET;
            case BAD_TARGET, BAD_AUDIENCE, BAD_TOPIC, BAD_KEY, BAD_TIME, NOT_SAYABLE, BAD_FILE, BAD_SCHEDULE ->
                ProblemType.INVALID_FIELD;
            case NAME_TAKEN -> ProblemType.NAME_TAKEN;
            case TENANT_NEEDED -> ProblemType.AMBIGUOUS_TENANT;
            case MESSAGE_TOO_BIG -> ProblemType.MESSAGE_TOO_LARGE;
            case KEY_REUSED -> ProblemType.IDEMPOTENCY_CONFLICT;
        };
    }

    private static String action(NotAcceptedException refused) {
        return switch (refused.problem()) {
            case UNKNOWN_BOT -> "GET /api/v1/bots lists the bots.";
            case UNKNOWN_TARGET -> "GET /api/v1/people, /teams and /chats list who and what the bot knows.";
            case BAD_TARGET, BAD_AUDIENCE, BAD_TOPIC, BAD_KEY, BAD_TIME, NOT_SAYABLE, BAD_SCHEDULE ->
                "Correct the value; nothing was accepted.";
            case NAME_TAKEN -> "Take another name, or delete the other one first.";
            case BAD_FILE -> "Correct these lines and upload the file again; nothing was taken in.";
            case TENANT_NEEDED -> "GET /api/v1/bots lists the tenants of each bot.";
            case MESSAGE_TOO_BIG -> "Shorten the message.";
            case KEY_REUSED -> "Take a new Idempotency-Key for a new request.";
        };
    }

    static ProblemException of(NotPossibleException refused) {
        ProblemType type = switch (refused.problem()) {
            case OVER -> ProblemType.ALREADY_OVER;
            case CANCELLED -> ProblemType.ALREADY_CANCELLED;
            case EXPIRED -> ProblemType.ALREADY_EXPIRED;
            case RECALLED -> ProblemType.ALREADY_RECALLED;
            case NOTHING_DELIVERED -> ProblemType.NOTHING_DELIVERED;
            case TOO_OFTEN -> ProblemType.TOO_MANY_ORDERS;
            case NOT_UNCERTAIN -> ProblemType.NOT_UNCERTAIN;
            case NOT_RETRYABLE -> ProblemType.NOT_RETRYABLE;
        };
        return ProblemException.of(
                type,
                String.valueOf(refused.getMessage()),
                "Nothing was changed; GET /api/v1/notifications/{id} says how it stands.");
    }
}
