package dev.tidings.bench;

import dev.tidings.bench.load.SendCases;
import dev.tidings.bench.load.SendLoad;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.concurrent.CompletionStage;

/// No SDK at all: the same bytes posted by a bare Vert.x client. Not a contender but the ceiling of this stub
/// on this machine.
final class ReferenceSends implements SendLoad {
    private static final Buffer BODY = Buffer.buffer("{\"type\":\"message\",\"text\":\"Your export is ready\"}");

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClientAgent client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(512));
    private final RequestOptions request;

    private ReferenceSends(URI connector) {
        this.request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(connector.getHost())
                .setPort(connector.getPort())
                .setURI("/v3/conversations/a:1/activities")
                .putHeader("content-type", "application/json");
    }

    /// Takes the arguments of [SendCases#of].
    public static void main(String... args) throws InterruptedException {
        SendCases.of(args).run("vertx-bare", ReferenceSends::new);
    }

    @Override
    public CompletionStage<?> send() {
        return client.request(new RequestOptions(request))
                .compose(outgoing -> outgoing.send(BODY))
                .compose(answer -> answer.body())
                .toCompletionStage();
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
