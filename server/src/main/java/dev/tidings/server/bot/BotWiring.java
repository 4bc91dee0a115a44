package dev.tidings.server.bot;

import dev.tidings.server.settings.Settings;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Puts the messaging endpoint at its address, and the classic notify endpoint beside it.
@Configuration(proxyBeanMethods = false)
@Import(NotifyController.class)
public class BotWiring {

    @Bean
    ServletRegistrationBean<MessagesServlet> messages(Settings settings, Doorkeeper doorkeeper, Intake intake) {
        Settings.Limits limits = settings.limits();
        var servlet = new MessagesServlet(doorkeeper, intake, limits.activityBody(), limits.activitiesAtOnce());
        var registration = new ServletRegistrationBean<>(servlet, "/api/messages");
        registration.setLoadOnStartup(1);
        return registration;
    }
}
