package dev.tidings.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/// A connector that answers every POST with an id, at once on one port and after 50 ms on another, and
/// counts: the other side of every sending benchmark. `GET /count` tells the count. Ends when its standard
/// input ends, so that it cannot be left behind.
public final class StubConnector {
    private static final long LATENCY_MILLIS = 50;

    private final Vertx vertx;
    private final AtomicLong requests = new AtomicLong();

    private StubConnector(Vertx vertx) {
        this.vertx = vertx;
    }

    /// Prints the two addresses as one line of JSON once both are open.
    public static void main(String... args) throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        StubConnector stub = new StubConnector(vertx);
        Future<HttpServer> instant = stub.listen(0);
        Future<HttpServer> delayed = stub.listen(LATENCY_MILLIS);
        Future.all(instant, delayed).await();
        System.out.printf(
                "{\"kind\":\"stub\",\"instant\":\"%s\",\"delayed\":\"%s\"}%n",
                address(instant.result()), address(delayed.result()));
        System.in.transferTo(OutputStream.nullOutputStream());
        vertx.close().await();
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.actualPort() + "/";
    }

    private Future<HttpServer> listen(long latency) {
        return vertx.createHttpServer()
                .requestHandler(request -> handle(request, latency))
                .listen(0, "127.0.0.1");
    }

    private void handle(HttpServerRequest request, long latency) {
        if ("/count".equals(request.path())) {
            request.response().end("{\"requests\":" + requests.get() + "}");
            return;
        }
        request.endHandler(end -> {
            long id = requests.incrementAndGet();
            if (latency == 0) {
                answer(request.response(), id);
            } else {
                vertx.setTimer(latency, timer -> answer(request.response(), id));
            }
        });
    }

    private static void answer(HttpServerResponse response, long id) {
        response.putHeader("content-type", "application/json").end(Buffer.buffer("{\"id\":\"" + id + "\"}"));
    }
}
