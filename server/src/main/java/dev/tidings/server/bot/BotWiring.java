package dev.tidings.server.bot;

import dev.tidings.server.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts the messaging endpoint at its address, and the classic notify endpoint beside it.
@Configuration(proxyBeanMethods = false)
@Import(NotifyController.class)
public class BotWiring {

    @Bean
    ServletRegistrationBean<MessagesServlet> messages(
            Settings settings, Doorkeeper doorkeeper, Intake intake, Answers answers, MeterRegistry meters) {
        Settings.Limits limits = settings.limits();
        Timer timer = Timer.builder("tidings.inbound")
                .description("Activities taken in, and how long each took until it was durable")
                .register(meters);
        Intake timed = (bot, activity, body) -> timer.record(() -> intake.record(bot, activity, body));
        var servlet = new MessagesServlet(doorkeeper, timed, answers, limits.activityBody(), limits.activitiesAtOnce());
        var registration = new ServletRegistrationBean<>(servlet, "/api/messages");
        registration.setLoadOnStartup(1);
        return registration;
    }
}
