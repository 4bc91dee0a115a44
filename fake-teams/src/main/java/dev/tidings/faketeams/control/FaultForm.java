package dev.tidings.faketeams.control;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.fault.Fault;
import dev.tidings.faketeams.fault.FaultKind;
import dev.tidings.faketeams.fault.Faults;
import dev.tidings.faketeams.fault.Target;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Operation;
import dev.tidings.faketeams.world.Spot;
import dev.tidings.faketeams.world.World;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Faults as JSON, both ways.
final class FaultForm {
    private final World world;

    FaultForm(World world) {
        this.world = world;
    }

    Fault read(ObjectNode form) {
        String word = Cast.required(form, "fault");
        FaultKind kind = FaultKind.named(word)
                .orElseThrow(() -> Cast.unclear("there is no fault '" + word + "'; there are "
                        + Arrays.stream(FaultKind.values()).map(FaultKind::word).toList()));
        Fault plain = Fault.of(kind);
        try {
            return new Fault(
                    kind,
                    target(form),
                    Math.toIntExact(Json.number(form, "times", 0)),
                    Json.fraction(form, "probability", 1),
                    Json.flag(form, "delivered", false),
                    retryAfter(form, plain.retryAfter()),
                    delay(form, plain.delay()),
                    detail(form));
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw Cast.unclear(Objects.toString(wrong.getMessage()));
        }
    }

    static ObjectNode json(Faults.Armed armed) {
        Fault fault = armed.fault();
        Target target = fault.target();
        Operation operation = target.operation();
        return Json.object()
                .put("id", armed.id())
                .put("fault", fault.kind().word())
                .put("hits", armed.hits())
                .put("times", fault.times())
                .put("probability", fault.probability())
                .put("delivered", fault.carriesOut())
                .put("retryAfter", fault.retryAfter().name().toLowerCase(Locale.ROOT))
                .put("delay", fault.delay().toString())
                .put("operation", operation == null ? null : operation.word())
                .put("bot", target.bot())
                .put("tenant", target.tenant())
                .put("conversation", target.conversation())
                .put("person", target.person());
    }

    private Target target(ObjectNode form) {
        String operation = Json.text(form, "operation");
        String conversation = Json.text(form, "conversation");
        return new Target(
                operation == null ? null : operation(operation),
                Json.text(form, "bot"),
                Json.text(form, "tenant"),
                conversation == null ? null : Spot.base(conversation),
                person(Json.text(form, "person")));
    }

    private static Operation operation(String word) {
        return Operation.named(word)
                .orElseThrow(() -> Cast.unclear("there is no operation '" + word + "'; there are "
                        + Arrays.stream(Operation.values()).map(Operation::word).toList()));
    }

    private @Nullable String person(@Nullable String id) {
        if (id == null) {
            return null;
        }
        return world.directory()
                .person(id)
                .or(() -> world.bots().stream()
                        .flatMap(bot -> world.personBehind(bot, id).stream())
                        .findFirst())
                .map(Person::objectId)
                .orElseThrow(() -> Cast.unclear("there is no person '" + id + "'"));
    }

    private static Fault.RetryAfter retryAfter(ObjectNode form, Fault.RetryAfter otherwise) {
        String word = Json.text(form, "retryAfter");
        return word == null ? otherwise : Fault.RetryAfter.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Duration delay(ObjectNode form, Duration otherwise) {
        return Duration.ofMillis(Json.number(form, "delayMillis", otherwise.toMillis()));
    }

    private static Fault.Detail detail(ObjectNode form) {
        String location = Json.text(form, "location");
        return new Fault.Detail(
                status(form),
                Json.text(form, "code"),
                Json.text(form, "message"),
                location == null ? null : URI.create(location).toString());
    }

    private static @Nullable Integer status(ObjectNode form) {
        long status = Json.number(form, "status", 0);
        if (status != 0 && (status < 200 || status > 599)) {
            throw Cast.unclear("'status' is 200 to 599");
        }
        return status == 0 ? null : Math.toIntExact(status);
    }
}
