package dev.tidings.server.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A first message by what its reader wants to know; it is shown as an Adaptive Card.
@Schema(
        name = "Welcome",
        description = "A first message to somebody, shown as an Adaptive Card. ${...} is filled in for each recipient.")
record WelcomeJson(
        @Schema(description = "A greeting in one line of Markdown.", example = "Hello, Sales EMEA") @Nullable
        String title,

        @Schema(
                description = "Why they get this: where the app was added, and by whom. Markdown.",
                example = "Ann Lee added me to **Sales EMEA**.")
        @Nullable
        String why,

        @Schema(description = "What they can do with the bot. Markdown.", example = "I watch prices for you.") @Nullable
        String offer,

        @Schema(description = "What to try first: buttons.") @Nullable
        List<NoticeJson.ActionJson> next,

        @Schema(
                description =
                        "The language of the card's own words, such as de; English where there is no translation.",
                defaultValue = "en")
        @Nullable
        String language,

        @Schema(
                description = "The same in other languages, by tags such as de or pt-BR: who reads in none of them"
                        + " gets this one.")
        @Nullable
        Map<String, @Nullable WelcomeJson> translations,

        @Schema(description = "False: ${...} is no place for a value but text.", defaultValue = "true") @Nullable
        Boolean template) {

    /// Leaves everything out that somebody wrote.
    @Override
    public String toString() {
        return "WelcomeJson[...]";
    }
}
