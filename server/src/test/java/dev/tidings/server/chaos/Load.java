package dev.tidings.server.chaos;

import dev.tidings.faketeams.directory.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// Clients that send to one and to many, pause, resume, cancel and opt out, until they are told to stop. Each repeats
/// what it asks for, with the same idempotency key, until it is answered for good.
final class Load {
    private static final List<String> PRIORITIES = List.of("high", "normal", "bulk");
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String PATH = "/api/v1/notifications";
    private static final int HALF = 20;
    /// Fewer opt out than half.
    private static final int MOST_OPT_OUTS = 15;

    private final Arena arena;
    private final Clock clock;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> optedOut = new ConcurrentHashMap<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean stopping;

    /// What time it is for the server.
    interface Clock {
        Instant now();
    }

    private interface Deed {
        void doOnce(Random random);
    }

    Load(Arena arena, Clock clock, long seed) {
        this.arena = arena;
        this.clock = clock;
        begin(Duration.ofMillis(60), seed + 1, this::toOne);
        begin(Duration.ofMillis(100), seed + 2, this::toBusyChat);
        begin(Duration.ofMillis(1500), seed + 3, this::toMany);
        begin(Duration.ofMillis(1500), seed + 4, this::order);
        begin(Duration.ofSeconds(1), seed + 5, this::optOut);
    }

    private void begin(Duration rest, long seed, Deed deed) {
        Random random = new Random(seed);
        clients.add(Thread.ofVirtual().start(() -> {
            try {
                while (!stopping) {
                    deed.doOnce(random);
                    LockSupport.parkNanos(random.nextLong(2 * rest.toNanos()));
                }
            } catch (RuntimeException | AssertionError failure) {
                failures.add(failure);
            }
        }));
    }

    private void toOne(Random random) {
        Person to = one(random);
        send(Sent.Kind.ONE, "{\"user\":\"" + to.objectId() + "\"}", random, "");
    }

    /// More than it takes in an hour, so what is left over is cancelled in the end. Some expire before.
    private void toBusyChat(Random random) {
        String end = clock.now().plus(SOON).toString();
        boolean ends = random.nextInt(8) == 0;
        String more = ends ? ",\"expiresAt\":\"" + end + "\"" : "";
        send(Sent.Kind.BUSY_CHAT, "{\"chat\":\"" + arena.busyChat + "\"}", random, more);
    }

    private void toMany(Random random) {
        switch (random.nextInt(3)) {
            case 0 -> send(Sent.Kind.EVERYONE, "{\"everyone\":true}", random, ",\"topic\":\"" + Arena.NEWS + "\"");
            case 1 -> send(Sent.Kind.USERS, "{\"users\":[" + half(random) + "]}", random, "");
            default -> send(Sent.Kind.TOPIC, "{\"topic\":\"" + Arena.PRICES + "\"}", random, "");
        }
    }

    private String half(Random random) {
        List<Person> some = new ArrayList<>(arena.people);
        Collections.shuffle(some, random);
        return some.stream()
                .limit(HALF)
                .map(person -> "\"" + person.objectId() + "\"")
                .collect(Collectors.joining(","));
    }

    private void send(Sent.Kind kind, String to, Random random, String more) {
        String text = "message " + numbers.incrementAndGet();
        boolean hold = random.nextBoolean();
        String body = "{\"to\":" + to + ",\"message\":{\"text\":\"" + text + "\"},\"priority\":\""
                + PRIORITIES.get(random.nextInt(PRIORITIES.size())) + "\",\"onUncertain\":\""
                + (hold ? "hold" : "resend") + "\"" + more + "}";
        long begun = System.nanoTime();
        Client.Answer accepted = arena.client.ask("POST", PATH, body, "Idempotency-Key", text.replace(' ', '-'));
        if (kind == Sent.Kind.BUSY_CHAT && accepted.status() == 400) {
            // Its time was over before the server was back.
            return;
        }
        accepted.being(202);
        sent.add(new Sent(accepted.json().path("id").stringValue(""), text, kind, hold, begun));
    }

    /// Pauses one of the latest to many and lets it go on a little later, or cancels it.
    private void order(Random random) {
        List<Sent> many = sent.stream()
                .filter(each -> each.kind().compareTo(Sent.Kind.EVERYONE) >= 0)
                .toList();
        if (many.isEmpty()) {
            return;
        }
        String path = PATH + "/" + many.getLast().id();
        if (random.nextInt(4) == 0) {
            arena.client.ask("POST", path + "/cancel", "{}").being(200, 409);
        } else {
            arena.client.ask("POST", path + "/pause", "{}").being(200, 409);
            LockSupport.parkNanos(random.nextLong(1_000_000_000L));
            arena.client.ask("POST", path + "/resume", "{}").being(200, 409);
        }
    }

    private void optOut(Random random) {
        Person person = one(random);
        if (optedOut.size() < MOST_OPT_OUTS && !optedOut.containsKey(person.objectId())) {
            arena.client.ask("DELETE", Arena.subscriber(Arena.NEWS, person), "").being(204);
            optedOut.put(person.objectId(), System.nanoTime());
        }
    }

    private Person one(Random random) {
        return arena.people.get(random.nextInt(arena.people.size()));
    }

    Collection<Sent> sent() {
        return List.copyOf(sent);
    }

    /// When the opt-out of each who did was answered.
    Map<String, Long> optedOut() {
        return Map.copyOf(optedOut);
    }

    /// Lets every client finish what it has begun, for which the server must run.
    void close() throws InterruptedException {
        stopping = true;
        for (Thread client : clients) {
            client.join();
        }
        if (!failures.isEmpty()) {
            throw new AssertionError("a client failed", failures.peek());
        }
        for (Sent each : sent) {
            if (each.kind() == Sent.Kind.BUSY_CHAT) {
                arena.client
                        .ask("POST", PATH + "/" + each.id() + "/cancel", "{}")
                        .being(200, 409);
            }
        }
    }
}
