package dev.tidings.server;

import dev.tidings.server.problem.ProblemReport;
import dev.tidings.server.settings.SettingRefusedException;
import dev.tidings.server.settings.Settings;
import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.RemoteIpValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.filter.ServerHttpObservationFilter;

/// Where the server listens, and whose forwarded headers it believes.
@Configuration(proxyBeanMethods = false)
class WebWiring {
    private static final Logger log = LoggerFactory.getLogger(TidingsServer.class);

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> address(Settings settings) {
        return tomcat -> {
            String address = settings.address();
            if (address != null) {
                tomcat.setAddress(resolve(address));
            }
            String proxies = settings.trustedProxies();
            if (proxies != null) {
                tomcat.addEngineValves(trusting(proxies));
            }
            tomcat.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass(ProblemReport.class.getName());
                }
            });
        };
    }

    /// Measures the API. The messaging endpoint, a servlet of its own, would be charged more for it
    /// than for its work;
    /// it has a timer.
    @Bean
    FilterRegistrationBean<ServerHttpObservationFilter> measured(ObservationRegistry observations) {
        var filter = new FilterRegistrationBean<>(new ServerHttpObservationFilter(observations));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        filter.addUrlPatterns("/api/v1/*", "/api/notify", "/openapi.json", "/actuator/*");
        return filter;
    }

    /// Left out: Spring's dispatcher does the same for its controllers, and nobody else asks for it.
    @Bean
    FilterRegistrationBean<RequestContextFilter> contextOfEveryRequest() {
        var filter = new FilterRegistrationBean<>(new RequestContextFilter());
        filter.setEnabled(false);
        return filter;
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> ready(Settings settings) {
        return event -> {
            if (event.getApplicationContext() instanceof ServletWebServerApplicationContext context
                    && context.getWebServer() != null) {
                String host = settings.address() == null ? "*" : settings.address();
                log.info(
                        "Listening on http://{}:{} ({}), ready in {} ms",
                        host,
                        context.getWebServer().getPort(),
                        settings.devMode()
                                ? "dev mode: no credentials, this machine only"
                                : settings.bots().size() + " bot(s) with credentials",
                        event.getTimeTaken() == null
                                ? "?"
                                : event.getTimeTaken().toMillis());
            }
        };
    }

    private static InetAddress resolve(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException unknown) {
            throw new SettingRefusedException(
                    "server.address",
                    "'" + address + "' is no address of this machine",
                    "Use an IP address of this machine, or leave it out.");
        }
    }

    private static RemoteIpValve trusting(String proxies) {
        RemoteIpValve valve = new RemoteIpValve();
        valve.setInternalProxies(proxies);
        valve.setRemoteIpHeader("X-Forwarded-For");
        valve.setProtocolHeader("X-Forwarded-Proto");
        valve.setHostHeader("X-Forwarded-Host");
        valve.setPortHeader("X-Forwarded-Port");
        return valve;
    }
}
