package dev.tidings.server.api;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.intake.Scope;
import dev.tidings.delivery.intake.Topics;
import dev.tidings.delivery.notification.Subscriber;
import dev.tidings.delivery.notification.Topic;
import dev.tidings.delivery.notification.Wish;
import dev.tidings.delivery.store.ApiScope;
import dev.tidings.server.access.Caller;
import dev.tidings.server.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Topics, and who wants or does not want to hear of them. Naming a topic makes it known.
@RestController
@RequestMapping("/api/v1/topics")
@Tag(name = "topics", description = "What people subscribe to, and opt out of.")
class TopicsController {
    private final Topics topics;

    TopicsController(Topics topics) {
        this.topics = topics;
    }

    /// What can be said about a topic.
    @Schema(name = "TopicRequest")
    record TopicJson(
            @Schema(
                    description = "Whether opting out has no effect, as for safety.",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            Boolean mandatory) {}

    /// A topic as it stands.
    @Schema(name = "Topic")
    record TopicView(
            String name,
            boolean mandatory,

            @Schema(description = "How many people subscribe to it.")
            long subscribers,

            @Schema(description = "How many people have opted out of it.")
            long optedOut) {
        static TopicView of(Topic topic) {
            return new TopicView(topic.name(), topic.mandatory(), topic.subscribers(), topic.optedOut());
        }
    }

    /// How somebody gets a topic.
    @Schema(name = "SubscriptionRequest")
    record SubscriptionJson(
            @Schema(
                    description =
                            "all: each message by itself; hourly, digest: gathered each hour, or once a day at tidings.digest-at by the"
                                    + " person's own clock.",
                    allowableValues = {"all", "hourly", "digest"},
                    defaultValue = "as before, else all")
            @Nullable
            String delivery) {}

    /// Somebody who has said what they want of a topic.
    @Schema(name = "Subscriber")
    record SubscriberView(
            @Schema(description = "The bot's own id of the person if they were known, else the id that was given.")
            String user,

            @Schema(
                    description = "nothing: they have opted out.",
                    allowableValues = {"all", "hourly", "digest", "nothing"})
            String delivery,

            @Schema(description = "When they said so.") Instant since) {
        static SubscriberView of(Subscriber subscriber) {
            return new SubscriberView(subscriber.person(), subscriber.wish().word(), subscriber.since());
        }
    }

    @GetMapping
    @Operation(summary = "List the topics of a tenant", description = "Needs the scope read.")
    Items<TopicView> list(
            @RequestParam(required = false) @Nullable String bot,
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit,
            Caller caller) {
        caller.require(ApiScope.READ);
        return Items.of(topics.list(scope(bot, tenant, caller), Paging.of(cursor, limit)), TopicView::of);
    }

    @PutMapping("/{topic}")
    @Operation(
            summary = "Say whether opting out of a topic has an effect",
            description = "Makes the topic known if it is not. Needs the scope admin: it overrides what people chose.")
    TopicView mandatory(
            @PathVariable String topic,
            @RequestBody TopicJson body,
            @RequestParam(required = false) @Nullable String bot,
            @RequestParam(required = false) @Nullable String tenant,
            Caller caller) {
        caller.require(ApiScope.ADMIN);
        Boolean mandatory = body.mandatory();
        if (mandatory == null) {
            throw ProblemException.invalid("mandatory", "it is missing", "Write true or false.");
        }
        Scope scope = scope(bot, tenant, caller);
        topics.mandatory(scope, topic, mandatory);
        return TopicView.of(topics.find(scope, topic).orElseThrow());
    }

    @PutMapping("/{topic}/subscribers/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Subscribe a person, and take an opt-out back",
            description =
                    "With {\"delivery\": \"digest\"} the person gets the topic's messages gathered once a day, with"
                            + " hourly each hour. Without it, who subscribes already goes on getting them as before. Needs the scope send or"
                            + " broadcast.")
    void subscribe(
            @PathVariable String topic,
            @Parameter(description = "Entra object id, 29:... id or user principal name.") @PathVariable String user,
            @RequestBody(required = false) @Nullable SubscriptionJson body,
            @RequestParam(required = false) @Nullable String bot,
            @RequestParam(required = false) @Nullable String tenant,
            Caller caller) {
        requireSubscribing(caller);
        String delivery = body == null ? null : body.delivery();
        if (delivery == null) {
            topics.subscribe(scope(bot, tenant, caller), topic, user);
        } else {
            topics.choose(scope(bot, tenant, caller), topic, user, wish(delivery));
        }
    }

    private static Wish wish(String delivery) {
        return Wish.ofWord(delivery)
                .filter(wish -> wish != Wish.NOTHING)
                .orElseThrow(() -> ProblemException.invalid(
                        "delivery", "it is none of all, hourly and digest", "To opt out, DELETE the subscriber."));
    }

    @GetMapping("/{topic}/subscribers")
    @Operation(
            summary = "List who has said what they want of a topic",
            description = "Those who have opted out are among them. Who wants nothing of any topic is told for that"
                    + " person only. Needs the scope read.")
    Items<SubscriberView> subscribers(
            @PathVariable String topic,
            @RequestParam(required = false) @Nullable String bot,
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit,
            Caller caller) {
        caller.require(ApiScope.READ);
        return Items.of(
                topics.subscribers(scope(bot, tenant, caller), topic, Paging.of(cursor, limit)), SubscriberView::of);
    }

    @DeleteMapping("/{topic}/subscribers/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Record that a person wants nothing of a topic",
            description =
                    "Whether or not they subscribed; it lasts, is stronger than every audience unless the topic is"
                            + " mandatory, and holds for what is queued already. Needs the scope send or broadcast.")
    void optOut(
            @PathVariable String topic,
            @Parameter(description = "Entra object id, 29:... id or user principal name.") @PathVariable String user,
            @RequestParam(required = false) @Nullable String bot,
            @RequestParam(required = false) @Nullable String tenant,
            Caller caller) {
        requireSubscribing(caller);
        topics.optOut(scope(bot, tenant, caller), topic, user);
    }

    static void requireSubscribing(Caller caller) {
        if (!caller.scopes().contains(ApiScope.BROADCAST)) {
            caller.require(ApiScope.SEND);
        }
    }

    private static Scope scope(@Nullable String bot, @Nullable String tenant, Caller caller) {
        return new Scope(bot == null ? Bots.DEFAULT : bot, tenant, caller.reach());
    }
}
