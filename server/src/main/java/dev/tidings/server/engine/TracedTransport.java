package dev.tidings.server.engine;

import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpCall;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.TransportException;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a span of each call to Teams within a trace, with the ids by which Microsoft's support finds the call. The
/// trace itself is not sent along: it is nobody's business there.
final class TracedTransport implements HttpTransport {
    private static final Logger log = LoggerFactory.getLogger(TracedTransport.class);
    private static final List<String> CORRELATION = List.of("MS-CV", "ContextId", "X-Correlating-OperationId");
    private static final int ERRORS = 400;

    private final HttpTransport calls;
    private final Tracer tracer;

    TracedTransport(HttpTransport calls, OpenTelemetry telemetry) {
        this.calls = calls;
        this.tracer = telemetry.getTracer("dev.tidings");
    }

    @Override
    public HttpAnswer send(HttpCall call) {
        if (!Span.current().getSpanContext().isValid()) {
            return calls.send(call);
        }
        Span span = tracer.spanBuilder(call.method())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("http.request.method", call.method())
                .setAttribute("server.address", call.uri().getHost())
                .setAttribute("url.path", call.uri().getPath())
                .startSpan();
        try {
            HttpAnswer answer = calls.send(call);
            tell(span, answer);
            return answer;
        } catch (TransportException failure) {
            span.setStatus(StatusCode.ERROR, "no answer");
            throw failure;
        } finally {
            span.end();
        }
    }

    private static void tell(Span span, HttpAnswer answer) {
        span.setAttribute("http.response.status_code", answer.status());
        StringBuilder ids = new StringBuilder();
        for (String name : CORRELATION) {
            answer.header(name).ifPresent(id -> {
                span.setAttribute("teams." + name.toLowerCase(Locale.ROOT), id);
                ids.append(' ').append(name).append('=').append(id);
            });
        }
        if (answer.status() >= ERRORS) {
            span.setStatus(StatusCode.ERROR);
        }
        log.debug("Trace {}: {}{}", span.getSpanContext().getTraceId(), answer, ids);
    }

    @Override
    public void close() {
        calls.close();
    }
}
