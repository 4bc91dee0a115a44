package dev.tidings.teams.notice;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is too long to be read.
final class LengthRules {
    private LengthRules() {}

    static void text(String field, @Nullable String text, Consumer<Finding> found) {
        if (text != null && text.length() > Linter.LONGEST_TEXT) {
            found.accept(new Finding(
                    "long-text",
                    field,
                    "A text takes more than " + Linter.LONGEST_TEXT
                            + " characters, too long for a chat. Say the gist, and link to the rest."));
        }
    }

    static void summary(String summary, Consumer<Finding> found) {
        if (summary.length() > Linter.LONGEST_SUMMARY) {
            found.accept(new Finding(
                    "long-summary",
                    "message.summary",
                    "The summary takes more than " + Linter.LONGEST_SUMMARY
                            + " characters, and banners cut it. Shorten it."));
        }
    }
}
