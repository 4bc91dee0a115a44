package dev.tidings.server.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A notification by what its reader wants to know; it is shown as an Adaptive Card.
@Schema(
        name = "Notice",
        description = "That something happened, shown as an Adaptive Card, with plain text where cards cannot be shown."
                + " With a topic the card has a button to opt out of it. ${...} in its texts, addresses and data is filled in for each"
                + " recipient: ${person.givenName ?? 'there'}.")
record NoticeJson(
        @Schema(
                description = "What happened, in one sentence of Markdown.",
                example = "The price of the **X7** fell to 129.00",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String what,

        @Schema(description = "More about it, in Markdown.") @Nullable
        String text,

        @Schema(
                description = "What it happened to: its name, or an object.",
                oneOf = {String.class, ItemJson.class})
        @Nullable
        ItemJson item,

        @Schema(description = "Who did it.", example = "Shop robot") @Nullable
        String actor,

        @Schema(description = "What the reader can do about it: buttons. Teams shows six in all.") @Nullable
        List<ActionJson> actions,

        @Schema(description = "Where to look at it.", example = "https://shop.example/x7") @Nullable
        String link,

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
        Map<String, @Nullable NoticeJson> translations,

        @Schema(description = "False: ${...} is no place for a value but text.", defaultValue = "true") @Nullable
        Boolean template) {

    /// Leaves everything out that somebody wrote.
    @Override
    public String toString() {
        return "NoticeJson[...]";
    }

    /// The thing that something happened to.
    @Schema(name = "Item")
    record ItemJson(
            @Schema(example = "Espresso machine X7", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String name,

            @Schema(description = "Where it can be looked at.") @Nullable
            String url,

            @Schema(description = "What else is worth knowing, by label.", example = "{\"Before\":\"149.00\"}")
            @Nullable
            Map<String, String> facts) {

        @JsonCreator
        ItemJson {}

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static ItemJson named(String name) {
            return new ItemJson(name, null, null);
        }
    }

    /// A button.
    @Schema(
            name = "Action",
            description = "A button: a title, and exactly one of url, call, done, snooze, say and command.")
    record ActionJson(
            @Schema(example = "Order one", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String title,

            @Schema(description = "Opens this address.") @Nullable
            String url,

            @Schema(description = "Tells you who pressed it, as an event `answered` with this name.", example = "order")
            @Nullable
            String call,

            @Schema(description = "With call: told with it as it is.", type = "object") @Nullable
            ObjectNode data,

            @Schema(
                    description = "True: marks it as dealt with; the card then says by whom and when.",
                    allowableValues = "true")
            @Nullable
            Boolean done,

            @Schema(
                    description = "Takes the message away for so long, 1 minute to 31 days; then it comes again.",
                    example = "PT1H")
            @Nullable
            String snooze,

            @Schema(description = "Says this to the bot, as if the person had written it.", example = "settings")
            @Nullable
            String say,

            @Schema(
                    description = "Has the bot do one of its commands for the one who presses, also where people"
                            + " cannot write to it.",
                    example = "settings")
            @Nullable
            String command) {}
}
