package dev.tidings.bench.peer;

import com.microsoft.bot.builder.ActivityHandler;
import com.microsoft.bot.builder.Bot;
import com.microsoft.bot.integration.spring.BotController;
import com.microsoft.bot.integration.spring.BotDependencyConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/// `/api/messages` as its samples have it: its own Spring controller on Spring Boot 2.7. The bot does
/// nothing; authentication is off because there are no credentials.
@EnableAutoConfiguration
@Import(BotController.class)
public class BotBuilderEndpoint extends BotDependencyConfiguration {

    /// Prints the endpoint as one line of JSON once it is open, and runs until the process is ended.
    public static void main(String... args) {
        var context = (ServletWebServerApplicationContext) SpringApplication.run(BotBuilderEndpoint.class, args);
        System.out.printf(
                "{\"kind\":\"server\",\"endpoint\":\"http://127.0.0.1:%d/api/messages\"}%n",
                context.getWebServer().getPort());
    }

    @Bean
    Bot bot() {
        return new ActivityHandler();
    }
}
