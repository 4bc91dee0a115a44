package dev.tidings.server.engine;

import dev.tidings.delivery.campaign.Endings;
import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.host.Node;
import dev.tidings.delivery.host.Observer;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.store.WriterFigures;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.server.settings.Settings;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.opentelemetry.api.OpenTelemetry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Who watches the engine: listeners to events, and metrics at `/actuator/prometheus`.
@Configuration(proxyBeanMethods = false)
public class MetricsWiring {
    @Bean
    Observer observer(
            Settings settings,
            Books books,
            Events events,
            Endings endings,
            MeterRegistry meters,
            OpenTelemetry telemetry) {
        List<Observer> all = new ArrayList<>(List.of(new Announcer(events, endings), new Counts(meters)));
        if (settings.tracing().endpoint() != null) {
            all.add(new Spans(telemetry, books.facts()));
        }
        return new Observers(all);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Figures figures(Node node, MeterRegistry meters, InstantSource clock) {
        return new Figures(node, meters, clock);
    }

    /// What waits for the database, and how long its transactions take.
    @Bean
    MeterBinder databaseMetrics(Stores stores) {
        return meters -> {
            Gauge.builder(
                            "tidings.database.waiting",
                            stores,
                            some -> some.figures().waiting())
                    .description("Pieces of work that wait for the database's writer")
                    .register(meters);
            FunctionTimer.builder(
                            "tidings.database.commit",
                            stores,
                            some -> some.figures().commits(),
                            some -> millis(some.figures()),
                            TimeUnit.MILLISECONDS)
                    .description("How long the database's transactions took, of the engine and of everybody else")
                    .register(meters);
        };
    }

    private static double millis(WriterFigures figures) {
        return figures.commitTime().toNanos() / 1e6;
    }
}
