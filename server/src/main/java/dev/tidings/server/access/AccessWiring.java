package dev.tidings.server.access;

import dev.tidings.delivery.store.ApiKeyStore;
import dev.tidings.server.settings.OidcSettings;
import dev.tidings.server.settings.Settings;
import dev.tidings.teams.http.HttpTransport;
import java.time.InstantSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/// Puts the gates in front of what they guard.
@Configuration(proxyBeanMethods = false)
public class AccessWiring {

    @Bean
    FilterRegistrationBean<LocalOnly> localOnly(Settings settings) {
        var filter = new FilterRegistrationBean<>(new LocalOnly());
        filter.setEnabled(settings.devMode());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    @Bean
    Callers callers(Settings settings, ApiKeyStore keys, HttpTransport transport, InstantSource clock) {
        OidcSettings oidc = settings.oidc();
        var tokens = oidc == null ? null : new TokenCallers(oidc, transport, clock);
        return new Callers(keys, settings.adminKey(), tokens, settings.devMode(), clock);
    }

    @Bean
    FilterRegistrationBean<HealthGate> healthGate(Callers callers) {
        var filter = new FilterRegistrationBean<>(new HealthGate(callers));
        filter.addUrlPatterns("/actuator/health/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return filter;
    }

    @Bean
    FilterRegistrationBean<ApiGate> apiGate(Settings settings, Callers callers) {
        var filter = new FilterRegistrationBean<>(new ApiGate(
                callers,
                new BodyLimits(
                        settings.limits().requestBody(), settings.limits().listBody())));
        filter.addUrlPatterns("/api/v1/*", "/api/notify", "/actuator/prometheus", "/actuator/info");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 2);
        return filter;
    }
}
