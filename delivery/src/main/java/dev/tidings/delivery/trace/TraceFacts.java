package dev.tidings.delivery.trace;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactStore;
import dev.tidings.delivery.fact.Keys;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps the trace of the request that a campaign was accepted with, so that it goes on when the campaign is carried
/// out: later, and maybe in another process.
public final class TraceFacts {
    private static final String TRACEPARENT = "traceparent";

    private TraceFacts() {}

    /// Adds the caller's trace to what becomes durable, if there is one and it is sampled.
    public static void keep(FactChanges changes, CampaignId campaign) {
        SpanContext current = Span.current().getSpanContext();
        if (current.isValid() && current.isSampled()) {
            W3CTraceContextPropagator.getInstance().inject(Context.current(), changes, (carrier, name, value) -> {
                if (carrier != null && name.equals(TRACEPARENT)) {
                    carrier.put(Keys.trace(campaign), value.getBytes(StandardCharsets.US_ASCII));
                }
            });
        }
    }

    /// The trace that was kept; one without a span if none was.
    public static Context of(FactStore facts, CampaignId campaign) {
        byte[] kept = facts.get(Keys.trace(campaign));
        return kept == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance()
                        .extract(Context.root(), new String(kept, StandardCharsets.US_ASCII), new Kept());
    }

    private static final class Kept implements TextMapGetter<String> {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of(TRACEPARENT);
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String name) {
            return name.equals(TRACEPARENT) ? traceparent : null;
        }
    }
}
