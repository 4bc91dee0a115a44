package dev.tidings.faketeams.fault;

import dev.tidings.faketeams.wire.Http;
import dev.tidings.faketeams.wire.Latency;
import dev.tidings.faketeams.wire.Refusal;
import dev.tidings.faketeams.wire.Reply;
import dev.tidings.faketeams.wire.Time;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// Carries a call out, or not, and answers it, or not, as the fault that hits it wants; late by the
/// simulated latency.
public final class Responder {
    private final Vertx vertx;
    private final Faults faults;
    private final Latency latency;
    private final Time time;
    private final IntConsumer answered;

    /// `answered` is told each status that goes out, 0 for a connection that closes instead.
    public Responder(Vertx vertx, Faults faults, Latency latency, Time time, IntConsumer answered) {
        this.vertx = vertx;
        this.faults = faults;
        this.latency = latency;
        this.time = time;
        this.answered = answered;
    }

    /// Answers the work's reply, or badly if a fault hits this call.
    public void respond(RoutingContext ctx, Target call, Supplier<Reply> work) {
        Optional<Fault> fault = faults.hitting(call);
        if (fault.isEmpty()) {
            answer(ctx, carriedOut(work));
            return;
        }
        Fault hit = fault.get();
        Reply real = hit.carriesOut() ? carriedOut(work) : Reply.empty(202);
        switch (hit.kind()) {
            case DROPPED_AFTER, DROPPED_BEFORE -> later(latency.next(), () -> drop(ctx));
            case HALF_ANSWER -> later(latency.next(), () -> half(ctx, real));
            case SLOW -> later(latency.next().plus(hit.delay()), () -> send(ctx, real));
            case EMPTY_ANSWER -> answer(ctx, new Reply(real.status(), real.headers(), null));
            case NOT_JSON -> later(latency.next(), () -> page(ctx, hit.answer(time.now())));
            default -> answer(ctx, hit.answer(time.now()));
        }
    }

    /// Answers late by the simulated latency.
    public void answer(RoutingContext ctx, Reply reply) {
        later(latency.next(), () -> send(ctx, reply));
    }

    private static Reply carriedOut(Supplier<Reply> work) {
        try {
            return work.get();
        } catch (Refusal refused) {
            return refused.reply();
        }
    }

    private void send(RoutingContext ctx, Reply reply) {
        answered.accept(reply.status());
        Http.send(ctx, reply);
    }

    private void drop(RoutingContext ctx) {
        answered.accept(0);
        ctx.request().connection().close();
    }

    private void half(RoutingContext ctx, Reply real) {
        answered.accept(0);
        ctx.response().setStatusCode(real.status()).putHeader("Content-Type", "application/json");
        ctx.response().putHeader("Content-Length", "64");
        ctx.response()
                .write("{\"id\":")
                .onComplete(written -> ctx.request().connection().close());
    }

    private void page(RoutingContext ctx, Reply reply) {
        answered.accept(reply.status());
        String html = "<html><body><h1>" + reply.status() + "</h1></body></html>";
        ctx.response()
                .setStatusCode(reply.status())
                .putHeader("Content-Type", "text/html")
                .putHeader("Content-Length", Integer.toString(html.getBytes(StandardCharsets.UTF_8).length))
                .end(html);
    }

    private void later(Duration wait, Runnable action) {
        long millis = (wait.toNanos() + 999_999) / 1_000_000;
        if (millis == 0) {
            action.run();
        } else {
            vertx.setTimer(millis, timer -> action.run());
        }
    }
}
