package dev.tidings.server;

import dev.tidings.server.access.AccessWiring;
import dev.tidings.server.api.ApiWiring;
import dev.tidings.server.bot.BotWiring;
import dev.tidings.server.engine.DeskWiring;
import dev.tidings.server.engine.EngineWiring;
import dev.tidings.server.engine.HealthWiring;
import dev.tidings.server.engine.MetricsWiring;
import dev.tidings.server.engine.PressWiring;
import dev.tidings.server.engine.ReplyWiring;
import dev.tidings.server.engine.RosterWiring;
import dev.tidings.server.engine.ScheduleWiring;
import dev.tidings.server.engine.TracingWiring;
import dev.tidings.server.settings.SettingsWiring;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/// The server. What belongs to it is named here instead of being searched for, which costs time at
/// every start.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = ErrorMvcAutoConfiguration.class) // problem documents instead
@Import({
    SettingsWiring.class,
    EngineWiring.class,
    DeskWiring.class,
    PressWiring.class,
    RosterWiring.class,
    ReplyWiring.class,
    ScheduleWiring.class,
    MetricsWiring.class,
    TracingWiring.class,
    HealthWiring.class,
    AccessWiring.class,
    ApiWiring.class,
    BotWiring.class,
    WebWiring.class
})
public class TidingsServer {

    /// Starts the server and returns when it listens.
    ///
    /// @param settings Spring properties that win over files and the environment
    public static ConfigurableApplicationContext start(Map<String, String> settings) {
        String[] arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        SpringApplication application = new SpringApplication(TidingsServer.class);
        return application.run(arguments);
    }
}
