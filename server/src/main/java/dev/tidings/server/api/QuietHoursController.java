package dev.tidings.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.intake.PersonalHours;
import dev.tidings.delivery.intake.Scope;
import dev.tidings.delivery.notification.QuietHours;
import dev.tidings.server.access.Caller;
import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.settings.Settings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
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

/// When people do not want to be disturbed.
@RestController
@RequestMapping("/api/v1/people/{id}/quiet-hours")
@Tag(name = "quiet hours", description = "When people do not want to be disturbed.")
class QuietHoursController {
    private final PersonalHours hours;
    private final Settings settings;

    QuietHoursController(PersonalHours hours, Settings settings) {
        this.hours = hours;
        this.settings = settings;
    }

    /// When somebody does not want to be disturbed.
    @Schema(name = "QuietHoursRequest")
    record HoursJson(
            @Schema(
                    description = "By the person's own clock; off for never.",
                    example = "20:00-07:00",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            @Nullable
            String hours) {}

    /// The same as it holds.
    @Schema(name = "QuietHours")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HoursView(
            @Schema(description = "Such as 20:00-07:00, or off.")
            String hours,

            @Schema(description = "Whether the person has said so; otherwise it is what holds for everybody.")
            boolean own,

            @Schema(description = "By the clocks of which zone.")
            String timeZone) {}

    @GetMapping
    @Operation(summary = "See when a person is not disturbed", description = "Needs the scope read, send or broadcast.")
    HoursView find(
            @Parameter(description = "Entra object id, 29:... id or user principal name.") @PathVariable String id,
            @RequestParam(required = false) @Nullable String bot,
            @RequestParam(required = false) @Nullable String tenant,
            Caller caller) {
        Rights.requireReading(caller);
        return view(hours.find(scope(bot, tenant, caller), id));
    }

    @PutMapping
    @Operation(
            summary = "Say when a person does not want to be disturbed",
            description = "Instead of what holds for everybody (tidings.quiet-hours). Messages wait until the hours are"
                    + " over, except those of priority high or of a mandatory topic. Needs the scope send or"
                    + " broadcast.")
    HoursView keep(
            @PathVariable String id,
            @RequestBody HoursJson body,
            @RequestParam(required = false) @Nullable String bot,
            @RequestParam(required = false) @Nullable String tenant,
            Caller caller) {
        Rights.requireSendingAtAll(caller);
        Scope scope = scope(bot, tenant, caller);
        String wanted = body.hours();
        if (Person.NO_HOURS.equals(wanted)) {
            hours.none(scope, id);
        } else {
            hours.keep(scope, id, parsed(wanted));
        }
        return view(hours.find(scope, id));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Let what holds for everybody hold for a person again",
            description = "Needs the scope send or broadcast.")
    void forget(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String bot,
            @RequestParam(required = false) @Nullable String tenant,
            Caller caller) {
        Rights.requireSendingAtAll(caller);
        hours.forget(scope(bot, tenant, caller), id);
    }

    private static QuietHours parsed(@Nullable String wanted) {
        try {
            return QuietHours.parse(String.valueOf(wanted));
        } catch (IllegalArgumentException unreadable) {
            throw ProblemException.invalid("hours", "it is no time of day", QuietHours.FORM);
        }
    }

    private HoursView view(Person person) {
        String where = settings.manners().zones().of(person.tenancy(), person).getId();
        String own = person.quietHours();
        return own == null || own.equals(Person.DEFAULT_HOURS)
                ? new HoursView(everybodys(), false, where)
                : new HoursView(own, true, where);
    }

    private String everybodys() {
        QuietHours everybody = settings.manners().quiet();
        return everybody == null ? Person.NO_HOURS : everybody.toString();
    }

    private static Scope scope(@Nullable String bot, @Nullable String tenant, Caller caller) {
        return new Scope(bot == null ? Bots.DEFAULT : bot, tenant, caller.reach());
    }
}
