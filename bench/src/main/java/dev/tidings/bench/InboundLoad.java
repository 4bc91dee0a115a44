package dev.tidings.bench;

import dev.tidings.bench.load.ProcessFigures;
import dev.tidings.bench.load.SendLoad;
import dev.tidings.bench.load.Window;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpResponseExpectation;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/// Posts messages of a thousand people, as Teams does, to a bot's endpoint that another process serves, and
/// reports messages per second and what they cost that process. Every activity id is new, so that no endpoint
/// can answer from what it has seen.
final class InboundLoad implements SendLoad {
    private static final int IN_FLIGHT = 64;
    private static final int PEOPLE = 1_000;
    private static final long LIMIT = 1_000_000;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClientAgent client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(IN_FLIGHT));
    private final AtomicLong sequence = new AtomicLong();
    private final String run = UUID.randomUUID().toString();
    private final RequestOptions request;

    private InboundLoad(URI endpoint) {
        this.request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(endpoint.getHost())
                .setPort(endpoint.getPort())
                .setURI(endpoint.getPath())
                .putHeader("content-type", "application/json");
    }

    /// Takes `<contender> <endpoint> <process id of its server> <its warm-up, ms of processor time> <window ms>`.
    public static void main(String... args) throws InterruptedException {
        Window window = new Window(Duration.ZERO, millis(args[4]), LIMIT);
        try (InboundLoad load = new InboundLoad(URI.create(args[1]))) {
            ProcessFigures server = new ProcessFigures(Long.parseLong(args[2]));
            Window.warm(load, IN_FLIGHT, millis(args[3]), server);
            String identity = "\"kind\":\"inbound\",\"contender\":\"%s\",\"inFlight\":%d,\"latencyMs\":0"
                    .formatted(args[0], IN_FLIGHT);
            System.out.println(window.run(load, IN_FLIGHT, server).json(identity));
        }
    }

    @Override
    public CompletionStage<?> send() {
        return client.request(new RequestOptions(request))
                .compose(outgoing -> outgoing.send(activity(sequence.incrementAndGet())))
                .expecting(HttpResponseExpectation.SC_SUCCESS)
                .compose(answer -> answer.body())
                .toCompletionStage();
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(Long.parseLong(text));
    }

    private Buffer activity(long number) {
        long person = number % PEOPLE;
        return Buffer.buffer("""
                {"type":"message","id":"%1$s-%2$d","timestamp":"%4$s","channelId":"msteams",\
                "serviceUrl":"http://127.0.0.1:9/","text":"Is my export ready?","textFormat":"plain","locale":"en-US",\
                "from":{"id":"29:person-%3$d","name":"Person %3$d","aadObjectId":"00000000-0000-4000-8000-%3$012d"},\
                "conversation":{"conversationType":"personal","tenantId":"00000000-0000-4000-9000-000000000001",\
                "id":"a:personal-%3$d"},"recipient":{"id":"28:bot","name":"Bot"},\
                "channelData":{"tenant":{"id":"00000000-0000-4000-9000-000000000001"}}}""".formatted(run, number, person, Instant.now()));
    }
}
