package dev.tidings.server.api;

import dev.tidings.delivery.lane.Limits.Window;
import dev.tidings.delivery.store.ApiScope;
import dev.tidings.server.access.Caller;
import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.settings.ConversationWindows;
import dev.tidings.server.settings.SendingLimits;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Shows and changes how fast is sent, while the server runs.
@RestController
@RequestMapping("/api/v1/limits")
@Tag(
        name = "limits",
        description = "How fast is sent. Needs the scope admin, and a key for all bots and tenants to change" + " it.")
class LimitsController {
    private final CurrentLimits current;

    LimitsController(CurrentLimits current) {
        this.current = current;
    }

    /// The limits of sending; what is left out stays as it is.
    @Schema(name = "Limits")
    record LimitsJson(
            @Schema(description = "All requests of one bot in one tenant.", example = "50") @Nullable
            Integer requestsPerSecond,

            @Schema(description = "Creating 1:1 chats of one bot in one tenant.", example = "7") @Nullable
            Integer createsPerSecond,

            @Schema(description = "Requests of one bot in one tenant to Microsoft Graph.", example = "30") @Nullable
            Integer graphRequestsPerSecond,

            @Schema(
                    description = "Sending to one conversation: all windows bind at once; off alone for none.",
                    example = "[\"7/1s\", \"8/2s\"]")
            @Nullable
            List<String> conversationWindows,

            @Schema(description = "Deliveries under way at once.", example = "200") @Nullable
            Integer inFlight,

            @Schema(
                    description = "Deliveries of one bot in one tenant under way at once, to begin with.",
                    example = "12")
            @Nullable
            Integer inFlightPerLane) {
        static LimitsJson of(SendingLimits limits) {
            return new LimitsJson(
                    limits.requestsPerSecond(),
                    limits.createsPerSecond(),
                    limits.graphRequestsPerSecond(),
                    ConversationWindows.write(limits.conversationWindows()),
                    limits.inFlight(),
                    limits.inFlightPerLane());
        }

        SendingLimits over(SendingLimits before) {
            int together = number("inFlight", inFlight, before.inFlight(), SendingLimits.MOST);
            return new SendingLimits(
                    number("requestsPerSecond", requestsPerSecond, before.requestsPerSecond(), SendingLimits.MOST),
                    number("createsPerSecond", createsPerSecond, before.createsPerSecond(), SendingLimits.MOST),
                    toGraph(before),
                    windows(before),
                    together,
                    number("inFlightPerLane", inFlightPerLane, before.inFlightPerLane(), together));
        }

        private int toGraph(SendingLimits before) {
            int number = number(
                    "graphRequestsPerSecond",
                    graphRequestsPerSecond,
                    before.graphRequestsPerSecond(),
                    SendingLimits.MOST);
            if (number < SendingLimits.FEWEST_TO_GRAPH) {
                throw ProblemException.invalid(
                        "graphRequestsPerSecond",
                        number + " is out of range",
                        "Set it to " + SendingLimits.FEWEST_TO_GRAPH + " to " + SendingLimits.MOST + ".");
            }
            return number;
        }

        private static int number(String field, @Nullable Integer wanted, int before, int most) {
            int number = wanted == null ? before : wanted;
            if (number < 1 || number > most) {
                throw ProblemException.invalid(field, number + " is out of range", "Set it to 1 to " + most + ".");
            }
            return number;
        }

        private List<Window> windows(SendingLimits before) {
            if (conversationWindows == null) {
                return before.conversationWindows();
            }
            try {
                return ConversationWindows.read(conversationWindows);
            } catch (IllegalArgumentException unreadable) {
                throw ProblemException.invalid(
                        "conversationWindows", String.valueOf(unreadable.getMessage()), ConversationWindows.FORM);
            }
        }
    }

    @GetMapping
    @Operation(summary = "See how fast is sent")
    LimitsJson find(Caller caller) {
        caller.require(ApiScope.ADMIN);
        return LimitsJson.of(current.get());
    }

    @PutMapping
    @Operation(
            summary = "Change how fast is sent, at once",
            description = "What is left out stays as it is. It holds until the server stops: change the settings too if"
                    + " it is to stay.")
    LimitsJson change(@RequestBody LimitsJson body, Caller caller) {
        caller.require(ApiScope.ADMIN);
        requireEverything(caller);
        current.set(body.over(current.get()));
        return LimitsJson.of(current.get());
    }

    /// Limits are those of all bots and tenants.
    private static void requireEverything(Caller caller) {
        if (caller.reach().bots() != null || caller.reach().tenants() != null) {
            throw ProblemException.notFound("limits of all bots and tenants within reach");
        }
    }
}
