package dev.tidings.server.engine;

import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.host.Node;
import dev.tidings.delivery.lane.Alarm;
import dev.tidings.delivery.send.Reason;
import dev.tidings.delivery.store.StoreException;
import dev.tidings.delivery.store.sql.Stores;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Says at `/actuator/health` whether the database answers and Teams accepts the bots.
@Configuration(proxyBeanMethods = false)
public class HealthWiring {
    private static final String BOT = "bot";

    @Bean
    HealthIndicator database(Stores stores) {
        return () -> {
            try {
                var _ = stores.settings().find("placeholder-app-id");
                return Health.up().build();
            } catch (StoreException away) {
                return Health.down()
                        .withDetail("reason", String.valueOf(away.getMessage()))
                        .build();
            }
        };
    }

    /// Whom Teams refuses, or where it fails, is shown, but takes nobody out of service: a restart
    /// would not help.
    @Bean("botsHealthIndicator")
    HealthIndicator bots(Bots bots, Node node) {
        return () -> {
            List<Alarm> alarms = node.alarms();
            Health.Builder health = Health.up();
            for (Bot bot : bots.all()) {
                health.withDetail(bot.name(), ofBot(bot, alarms));
            }
            List<String> others = alarms.stream()
                    .filter(alarm -> !alarm.kind().equals(BOT))
                    .map(HealthWiring::told)
                    .toList();
            return (others.isEmpty() ? health : health.withDetail("notSentTo", others)).build();
        };
    }

    /// Whether this process sends or stands by: either is well, since both take what is asked of them.
    @Bean("nodeHealthIndicator")
    HealthIndicator nodeHealth(Node node) {
        return () -> Health.up().withDetail("node", node.phase().words()).build();
    }

    /// How much waits; only for those who look, since a full queue is no illness.
    @Bean
    HealthIndicator queue(Figures figures, Node node) {
        return () -> {
            Instant oldest = figures.oldestAccepted();
            Health.Builder health =
                    Health.up().withDetail("queued", figures.queued()).withDetail("inFlight", node.inFlight());
            return (oldest == null ? health : health.withDetail("oldestAccepted", oldest.toString())).build();
        };
    }

    private static String ofBot(Bot bot, List<Alarm> alarms) {
        return alarms.stream()
                .filter(alarm -> alarm.kind().equals(BOT) && alarm.name().equals(bot.name()))
                .findFirst()
                .map(alarm -> "stopped since " + alarm.since() + ", probed again at " + alarm.until() + ": "
                        + sentence(alarm))
                .orElse("accepted");
    }

    private static String told(Alarm alarm) {
        return alarm.kind() + " " + alarm.name() + " since " + alarm.since() + ", probed again at " + alarm.until()
                + ": " + sentence(alarm);
    }

    private static String sentence(Alarm alarm) {
        return Reason.ofWord(alarm.reason()).map(Reason::sentence).orElse(alarm.reason());
    }
}
