package dev.tidings.server.engine;

import dev.tidings.delivery.host.Node;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.delivery.notification.TimeOrderedIds;
import dev.tidings.delivery.schedule.Cron;
import dev.tidings.delivery.schedule.Reading;
import dev.tidings.delivery.schedule.Runs;
import dev.tidings.delivery.schedule.Schedules;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.server.settings.Settings;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What is sent again and again.
@Configuration(proxyBeanMethods = false)
public class ScheduleWiring {
    @Bean
    Cron.Reader cron() {
        return new CronReader();
    }

    @Bean
    Schedules schedules(Stores stores, Notifications notifications, Reading reading, InstantSource clock) {
        var ids = new TimeOrderedIds(clock, new SecureRandom());
        return new Schedules(stores.schedules(), notifications, reading, ids, clock);
    }

    @Bean(destroyMethod = "close")
    Runs runs(
            Settings settings,
            Stores stores,
            Notifications notifications,
            Reading reading,
            Node node,
            InstantSource clock) {
        var runs = new Runs(
                stores.schedules(), notifications, reading, settings.times().lateRuns(), clock);
        runs.start(node::leads);
        return runs;
    }
}
