package dev.tidings.server.engine;

import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.send.BotAlarms;
import dev.tidings.delivery.store.StoreException;
import dev.tidings.delivery.store.sql.Stores;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Says at `/actuator/health` whether the database answers and Teams accepts the bots.
@Configuration(proxyBeanMethods = false)
public class HealthWiring {

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

    /// A bot that Teams refuses is shown, but takes nobody out of service: a restart would not help it.
    @Bean("botsHealthIndicator")
    HealthIndicator bots(Bots bots, BotAlarms alarms) {
        return () -> {
            Health.Builder health = Health.up();
            for (Bot bot : bots.all()) {
                health.withDetail(
                        bot.name(),
                        alarms.alarm(bot.name())
                                .map(alarm -> "stopped since " + alarm.since() + ": "
                                        + alarm.reason().sentence())
                                .orElse("accepted"));
            }
            return health.build();
        };
    }
}
