package dev.tidings.server.api;

import dev.tidings.delivery.host.Engine;
import dev.tidings.delivery.schedule.Cron;
import dev.tidings.delivery.schedule.Reading;
import dev.tidings.server.problem.Problems;
import dev.tidings.server.settings.Settings;
import jakarta.servlet.MultipartConfigElement;
import java.util.List;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/// The API's controllers, and how strictly bodies are read: what is not understood is refused, never
/// dropped.
@Configuration(proxyBeanMethods = false)
@Import({
    NotificationsController.class,
    DryRunController.class,
    ExchangesController.class,
    LedgerController.class,
    OrdersController.class,
    TopicsController.class,
    PersonalTopicsController.class,
    SchedulesController.class,
    QuietHoursController.class,
    StreamsController.class,
    RepliesController.class,
    LimitsController.class,
    DirectoryController.class,
    ImportController.class,
    PrivacyController.class,
    KeysController.class,
    OpenApiController.class,
    Problems.class
})
public class ApiWiring implements WebMvcConfigurer {
    /// How many bytes of an uploaded file are kept in memory.
    private static final int IN_MEMORY = 1 << 16;

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgument());
    }

    @Bean
    CurrentLimits currentLimits(Settings settings, Engine engine) {
        return new CurrentLimits(settings.sending().limits(), engine);
    }

    @Bean
    Reading schedulesAreReadWith(Cron.Reader cron, JsonMapper json) {
        return new Reading(cron, text -> NotificationReader.read(json.readValue(text, NotificationJson.class)));
    }

    /// Files are kept on disk while they are read, and nothing of a request is looked at before
    /// somebody asks for it.
    @Bean
    MultipartConfigElement files(Settings settings) {
        int most = settings.limits().listBody();
        return new MultipartConfigElement("", most, most, IN_MEMORY);
    }

    @Bean
    MultipartResolver multipartResolver() {
        StandardServletMultipartResolver parts = new StandardServletMultipartResolver();
        parts.setResolveLazily(true);
        return parts;
    }

    @Bean
    EventStreams eventStreams(JsonMapper json) {
        return new EventStreams(json);
    }

    @Bean
    JsonMapperBuilderCustomizer strict() {
        return json -> json.enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, ApiWiring::refuseScalars)
                .withCoercionConfig(LogicalType.DateTime, ApiWiring::refuseScalars);
    }

    private static void refuseScalars(MutableCoercionConfig config) {
        config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }
}
