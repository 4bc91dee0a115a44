package dev.tidings.server.api;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.reply.TicketRequest;
import dev.tidings.server.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.IllformedLocaleException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// From the API's wish to answer later to a request for a ticket.
final class ReplyReader {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final int LONGEST_TEXT = 4000;

    private ReplyReader() {}

    static TicketRequest read(ReplyJson.Wish json) {
        return new TicketRequest(
                required("conversation", json.conversation(), "Give conversationId of the event wrote."),
                required("replyTo", json.replyTo(), "Give activityId of the event wrote."),
                text("wait", json.now()),
                text("late", json.late()),
                due(json.due()),
                language(json.language()),
                json.bot() == null ? Bots.DEFAULT : json.bot(),
                json.tenant());
    }

    private static String required(String field, @Nullable String text, String action) {
        if (text == null || text.isBlank()) {
            throw ProblemException.invalid(field, "it is missing", action);
        }
        return text;
    }

    private static @Nullable String text(String field, @Nullable String text) {
        if (text != null && (text.isBlank() || text.length() > LONGEST_TEXT)) {
            throw ProblemException.invalid(
                    field,
                    "it is empty or has more than " + LONGEST_TEXT + " characters",
                    "Say it in a sentence, or leave it out.");
        }
        return text;
    }

    private static @Nullable Duration due(@Nullable String time) {
        if (time == null) {
            return null;
        }
        try {
            Duration due = Duration.parse(time.strip());
            if (due.compareTo(SHORTEST) >= 0 && due.compareTo(LONGEST) <= 0) {
                return due;
            }
        } catch (DateTimeException unreadable) {
            // told below
        }
        throw ProblemException.invalid("due", "it is no time from a second to 31 days", "Write it as PT10M or P1D.");
    }

    private static @Nullable Locale language(@Nullable String tag) {
        try {
            return tag == null ? null : new Locale.Builder().setLanguageTag(tag).build();
        } catch (IllformedLocaleException unreadable) {
            throw ProblemException.invalid("language", "it is no language tag", "Write it as de or pt-BR.");
        }
    }
}
