package dev.tidings.server.engine;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactStore;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.host.Observer;
import dev.tidings.delivery.lane.Send;
import dev.tidings.delivery.notification.DeliveryId;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.store.StoreException;
import dev.tidings.delivery.trace.TraceFacts;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Locale;
import java.util.function.Supplier;

/// Goes on with the trace of the request that accepted a notification: one span for each attempt.
final class Spans implements Observer {
    private final Tracer tracer;
    private final FactStore facts;

    Spans(OpenTelemetry telemetry, FactStore facts) {
        this.tracer = telemetry.getTracer("dev.tidings");
        this.facts = facts;
    }

    @Override
    public Step around(Send send, Supplier<Step> carrying) {
        NotificationId notification = send.segment().id().campaign().notification();
        Span span = tracer.spanBuilder(send.segment().errand().name().toLowerCase(Locale.ROOT))
                .setParent(accepted(notification))
                .setAttribute("tidings.notification", notification.value())
                .setAttribute(
                        "tidings.delivery",
                        new DeliveryId(notification, send.item().ordinal()).value())
                .setAttribute("tidings.attempt", send.attempt())
                .startSpan();
        try (Scope _ = span.makeCurrent()) {
            Step step = carrying.get();
            tell(span, step);
            return step;
        } finally {
            span.end();
        }
    }

    /// A trace is worth no delivery.
    private Context accepted(NotificationId notification) {
        try {
            return TraceFacts.of(facts, CampaignId.sending(notification));
        } catch (StoreException away) {
            return Context.root();
        }
    }

    private static void tell(Span span, Step step) {
        switch (step) {
            case Step.Ended ended -> {
                span.setAttribute("tidings.state", ended.state().word());
                if (ended.reason() != null) {
                    span.setAttribute("tidings.reason", ended.reason());
                }
            }
            case Step.Deferred deferred -> {
                span.setAttribute("tidings.state", "deferred");
                span.setAttribute("tidings.reason", deferred.reason());
            }
            case Step.Begun _, Step.Requeued _ -> {
                // Neither is an end.
            }
        }
    }
}
