package dev.tidings.bench.engine;

import dev.tidings.bench.load.ProcessFigures;
import dev.tidings.bench.load.SendLoad;
import dev.tidings.bench.load.Window;
import dev.tidings.delivery.store.sql.Stores;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpResponseExpectation;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Posts notifications to a server in another process at an even rate, whether or not it has answered the earlier ones,
/// and tells how long it took to accept them, from when each was due.
public final class AcceptRate implements SendLoad {
    private static final int PEOPLE = 1000;
    private static final int CONNECTIONS = 256;
    private static final int LEAD_IN = 5;
    private static final double MILLI = 1e6;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClientAgent client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    private final List<String> people = Town.some(0, PEOPLE);
    private final String tenant = Town.tenancy(0).tenant();
    private final AtomicInteger sent = new AtomicInteger();
    private final RequestOptions request;

    private AcceptRate(URI server) {
        this.request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(server.getHost())
                .setPort(server.getPort())
                .setURI("/api/v1/notifications")
                .putHeader("content-type", "application/json");
    }

    /// Prints what was measured.
    ///
    /// @param args `fill`, a database and the stub's service URL; or `measure`, the server, its process id, its
    ///     warm-up in processor milliseconds, how many requests a second, and for how many seconds
    public static void main(String... args) throws Exception {
        if (args[0].equals("fill")) {
            try (Stores stores = Machinery.stores(Path.of(args[1]))) {
                new Town(stores.inbound(), args[2]).fillOne(0, PEOPLE);
            }
            return;
        }
        ProcessFigures server = new ProcessFigures(Long.parseLong(args[2]));
        try (AcceptRate load = new AcceptRate(URI.create(args[1]))) {
            Window.warm(load, 32, Duration.ofMillis(Long.parseLong(args[3])), server);
            int rate = Integer.parseInt(args[4]);
            load.paced(
                    rate, LEAD_IN); // until its connections are open, and what the warm-up left to compile is compiled
            load.measure(server, rate, Integer.parseInt(args[5]));
        }
    }

    @Override
    public CompletionStage<?> send() {
        return client.request(new RequestOptions(request))
                .compose(outgoing -> outgoing.send(notification()))
                .expecting(HttpResponseExpectation.SC_ACCEPTED)
                .compose(answer -> answer.body())
                .toCompletionStage();
    }

    private Buffer notification() {
        return Buffer.buffer(
                "{\"tenant\":\"" + tenant + "\",\"to\":{\"user\":\"" + people.get(sent.getAndIncrement() % PEOPLE)
                        + "\"},\"message\":{\"text\":\"Your export is ready.\"}}");
    }

    private void measure(ProcessFigures server, int rate, int seconds) throws Exception {
        Duration cpu = server.cpu();
        Paced paced = paced(rate, seconds);
        double[] millis = paced.millis();
        int all = millis.length;
        Arrays.sort(millis);
        Line.of("accept")
                .with("perSecond", all / paced.took())
                .with("accepted", all - paced.failed())
                .with("failed", paced.failed())
                .with("p50Ms", millis[all / 2])
                .with("p99Ms", millis[all * 99 / 100])
                .with("longestMs", millis[all - 1])
                .with("cpuMsPerThousand", server.cpu().minus(cpu).toNanos() / 1e3 / all)
                .print();
    }

    /// How long each took, in milliseconds, and all of them, in seconds.
    @SuppressWarnings("ArrayRecordComponent") // nobody compares these
    private record Paced(double[] millis, int failed, double took) {}

    private Paced paced(int rate, int seconds) throws InterruptedException {
        int all = rate * seconds;
        double[] millis = new double[all];
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        CountDownLatch open = new CountDownLatch(all);
        long began = System.nanoTime();
        long timer = vertx.setPeriodic(1, tick -> {
            while (begun.get() < all && System.nanoTime() >= due(began, begun.get(), rate)) {
                int number = begun.getAndIncrement();
                send().whenComplete((answer, failure) -> {
                    millis[number] = (System.nanoTime() - due(began, number, rate)) / MILLI;
                    failed.addAndGet(failure == null ? 0 : 1);
                    open.countDown();
                });
            }
        });
        open.await();
        vertx.cancelTimer(timer);
        return new Paced(millis, failed.get(), (System.nanoTime() - began) / 1e9);
    }

    private static long due(long began, int number, int rate) {
        return began + number * 1_000_000_000L / rate;
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
