package dev.tidings.server.engine;

import dev.tidings.server.settings.Settings;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/// Traces, if the operator has said where to send them; otherwise nothing of it is even loaded.
@Configuration(proxyBeanMethods = false)
public class TracingWiring {
    @Bean
    OpenTelemetry telemetry(Settings settings) {
        URI endpoint = settings.tracing().endpoint();
        return endpoint == null
                ? OpenTelemetry.noop()
                : Exported.to(endpoint, settings.tracing().ratio());
    }

    @Bean
    FilterRegistrationBean<RequestSpans> requestSpans(Settings settings, OpenTelemetry telemetry) {
        var filter = new FilterRegistrationBean<>(new RequestSpans(telemetry));
        filter.setEnabled(settings.tracing().endpoint() != null);
        filter.addUrlPatterns("/api/*");
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
        return filter;
    }

    /// Apart, so that the SDK is loaded only where it is used.
    private static final class Exported {
        private Exported() {}

        static OpenTelemetry to(URI endpoint, double ratio) {
            var exporter = OtlpHttpSpanExporter.builder()
                    .setEndpoint(endpoint.toString())
                    .build();
            var service = Attributes.of(AttributeKey.stringKey("service.name"), "tidings");
            var provider = SdkTracerProvider.builder()
                    .setResource(Resource.getDefault().merge(Resource.create(service)))
                    .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(ratio)))
                    .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                    .build();
            return OpenTelemetrySdk.builder().setTracerProvider(provider).build();
        }
    }
}
