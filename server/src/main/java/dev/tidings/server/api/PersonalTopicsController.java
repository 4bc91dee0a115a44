package dev.tidings.server.api;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.intake.Scope;
import dev.tidings.delivery.intake.Topics;
import dev.tidings.delivery.notification.Choices;
import dev.tidings.delivery.notification.Wish;
import dev.tidings.delivery.store.ApiScope;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.server.access.Caller;
import dev.tidings.server.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What one person gets of the topics: what the card of their preferences shows.
@RestController
@RequestMapping("/api/v1/people/{id}/topics")
@Tag(name = "topics")
class PersonalTopicsController {
    private final Topics topics;

    PersonalTopicsController(Topics topics) {
        this.topics = topics;
    }

    /// Whether a person wants anything at all.
    @Schema(name = "PersonalTopicsRequest")
    record StoppedJson(
            @Schema(
                    description =
                            "True: nothing of any topic, those named later included, but what is chosen afterwards"
                                    + " and what is mandatory. False: takes that back.",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            Boolean stopped) {}

    /// What a person wants of a topic.
    @Schema(name = "PersonalTopic")
    record ChoiceView(
            String topic,

            @Schema(description = "Whether they get it whatever they choose.")
            boolean mandatory,

            @Schema(
                    description = "Absent if they have said nothing.",
                    allowableValues = {"all", "hourly", "digest", "nothing"})
            @Nullable
            String delivery) {
        static ChoiceView of(Choices.Choice choice) {
            Wish wish = choice.wish();
            return new ChoiceView(choice.topic(), choice.mandatory(), wish == null ? null : wish.word());
        }
    }

    /// What a person gets.
    @Schema(name = "PersonalTopics")
    record ChoicesView(
            @Schema(description = "What they have said something about, and what is mandatory, comes first.")
            List<ChoiceView> topics,

            @Schema(description = "Whether they want nothing but what they have chosen since.")
            boolean stopped,

            @Schema(description = "Whether there are further topics, of which they have said nothing.")
            boolean more) {
        static ChoicesView of(Choices choices) {
            return new ChoicesView(
                    choices.topics().stream().map(ChoiceView::of).toList(), choices.stopped(), choices.more());
        }
    }

    @GetMapping
    @Operation(summary = "See what a person gets of the topics", description = "Needs the scope read.")
    ChoicesView choices(
            @Parameter(description = "Entra object id, 29:... id or user principal name.") @PathVariable String id,
            @RequestParam(required = false) @Nullable String bot,
            @RequestParam(required = false) @Nullable String tenant,
            Caller caller) {
        caller.require(ApiScope.READ);
        return ChoicesView.of(topics.choices(scope(bot, tenant, caller), id, PageRequest.MAX_LIMIT));
    }

    @PutMapping
    @Operation(
            summary = "Record that a person wants nothing of any topic, or take that back",
            description = "It holds for what is queued already. Needs the scope send or broadcast.")
    ChoicesView stopped(
            @Parameter(description = "Entra object id, 29:... id or user principal name.") @PathVariable String id,
            @RequestBody StoppedJson body,
            @RequestParam(required = false) @Nullable String bot,
            @RequestParam(required = false) @Nullable String tenant,
            Caller caller) {
        TopicsController.requireSubscribing(caller);
        Boolean stopped = body.stopped();
        if (stopped == null) {
            throw ProblemException.invalid("stopped", "it is missing", "Write true or false.");
        }
        Scope scope = scope(bot, tenant, caller);
        topics.stopped(scope, id, stopped);
        return ChoicesView.of(topics.choices(scope, id, PageRequest.MAX_LIMIT));
    }

    private static Scope scope(@Nullable String bot, @Nullable String tenant, Caller caller) {
        return new Scope(bot == null ? Bots.DEFAULT : bot, tenant, caller.reach());
    }
}
