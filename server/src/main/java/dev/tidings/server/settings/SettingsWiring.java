package dev.tidings.server.settings;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Reads the settings once.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TidingsProperties.class)
public class SettingsWiring {

    @Bean
    Settings settings(TidingsProperties written, Environment environment) {
        return new SettingsReader(written, environment).read();
    }
}
