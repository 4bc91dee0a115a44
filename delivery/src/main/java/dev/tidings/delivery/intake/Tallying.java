package dev.tidings.delivery.intake;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.intake.Forecast.Held;
import dev.tidings.delivery.intake.Forecast.Refused;
import dev.tidings.delivery.intake.Forecast.Requests;
import dev.tidings.delivery.intake.Holds.Hold;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.send.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A forecast that is being counted. Not thread-safe.
final class Tallying {
    private final Tenancy tenancy;
    private final Obstacle obstacle;
    private final Map<String, Long> reached = new HashMap<>();
    private final Map<String, Long> refused = new HashMap<>();
    private final List<Refused> examples = new ArrayList<>();
    private final Map<String, Held> held = new HashMap<>();
    private @Nullable Target judged;
    private @Nullable Hold hold;
    private long recipients;
    private long connector;
    private long creates;
    private long graph;

    /// @param obstacle why the app can be installed for nobody
    Tallying(Tenancy tenancy, Obstacle obstacle) {
        this.tenancy = tenancy;
        this.obstacle = obstacle;
    }

    /// The word for why the app can be installed for nobody, or null.
    @Nullable
    String obstacle() {
        return obstacle.reason();
    }

    /// @param waiting why and until when whoever is counted next would wait if they get the message, or
    /// null
    void next(Target target, @Nullable Hold waiting) {
        judged = target;
        hold = waiting;
    }

    void reached(String way, int toConnector, int ofThemCreates, int toGraph) {
        Hold waiting = hold;
        if (waiting != null && waiting.reason() == Reason.EXPIRED) {
            refused(Objects.requireNonNull(judged), waiting.reason().word());
            return;
        }
        recipients++;
        if (waiting != null) {
            held.merge(waiting.reason().word(), Held.one(waiting.until()), Held::and);
        }
        reached.merge(way, 1L, Long::sum);
        connector += toConnector;
        creates += ofThemCreates;
        graph += toGraph;
    }

    void refused(Target target, String reason) {
        recipients++;
        refused.merge(reason, 1L, Long::sum);
        if (examples.size() < Forecast.EXAMPLES) {
            examples.add(new Refused(target.id(), reason));
        }
    }

    Forecast forecast() {
        return new Forecast(
                tenancy, recipients, reached, refused, held, examples, new Requests(connector, creates, graph));
    }
}
