package dev.tidings.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.intake.Exchanges;
import dev.tidings.delivery.intake.Scope;
import dev.tidings.delivery.store.ApiScope;
import dev.tidings.server.access.Caller;
import dev.tidings.server.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Where a bot that is hosted elsewhere says that it is in the middle of something with people.
@RestController
@RequestMapping("/api/v1/conversations/{conversation}/busy")
@Tag(name = "conversations", description = "Exchanges that notifications do not come into.")
class ExchangesController {
    private final Exchanges exchanges;

    ExchangesController(Exchanges exchanges) {
        this.exchanges = exchanges;
    }

    /// How long an exchange lasts.
    @Schema(name = "Exchange")
    record ExchangeJson(
            @JsonProperty("for")
            @Schema(
                    name = "for",
                    description = "For how long at most, up to a day; left out: ten minutes.",
                    example = "PT10M",
                    defaultValue = "PT10M")
            @Nullable
            String most) {}

    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Say that the bot is in the middle of something here",
            description = "Notifications with mode when-idle wait until that is over. Needs the scope send.")
    void busy(
            @PathVariable String conversation,
            @RequestBody(required = false) @Nullable ExchangeJson body,
            @RequestParam(required = false) @Nullable String bot,
            @RequestParam(required = false) @Nullable String tenant,
            Caller caller) {
        caller.require(ApiScope.SEND);
        exchanges.busy(scope(bot, tenant, caller), conversation, duration(body == null ? null : body.most()));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Say that it is over",
            description = "Harmless if the conversation is not busy. Needs the scope send.")
    void idle(
            @PathVariable String conversation,
            @RequestParam(required = false) @Nullable String bot,
            @RequestParam(required = false) @Nullable String tenant,
            Caller caller) {
        caller.require(ApiScope.SEND);
        exchanges.idle(scope(bot, tenant, caller), conversation);
    }

    private static Duration duration(@Nullable String written) {
        try {
            return written == null ? Duration.ofMinutes(10) : Duration.parse(written);
        } catch (DateTimeParseException unreadable) {
            throw ProblemException.invalid("for", "it is no duration", "Write it as PT10M, which is ten minutes.");
        }
    }

    private static Scope scope(@Nullable String bot, @Nullable String tenant, Caller caller) {
        return new Scope(bot == null ? Bots.DEFAULT : bot, tenant, caller.reach());
    }
}
