package dev.tidings.bench.engine;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.activity.ConversationAccount;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.ConversationType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Tenants full of people whom the bot knows, with ids as long as the real ones.
final class Town {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int RANDOM_PART = 86;
    private static final int AT_ONCE = 2000;

    private final DirectoryStore directory;
    private final String serviceUrl;

    Town(DirectoryStore directory, String serviceUrl) {
        this.directory = directory;
        this.serviceUrl = serviceUrl;
    }

    /// Fills so many tenants with so many people each.
    List<Tenancy> fill(int tenants, int people) throws InterruptedException {
        List<Tenancy> tenancies = new ArrayList<>();
        Semaphore room = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int tenant = 0; tenant < tenants; tenant++) {
                Tenancy tenancy = new Tenancy(Bots.DEFAULT, new UUID(7, tenant).toString());
                tenancies.add(tenancy);
                for (int person = 0; person < people; person++) {
                    long seed = (long) tenant * people + person;
                    room.acquire();
                    threads.execute(() -> {
                        settle(tenancy, seed);
                        room.release();
                    });
                }
            }
        }
        return tenancies;
    }

    private void settle(Tenancy tenancy, long seed) {
        Random random = new Random(seed);
        String id = "29:1" + letters(random);
        Instant now = Instant.now();
        directory.learn(
                new Person(
                        tenancy,
                        id,
                        new UUID(random.nextLong(), random.nextLong())
                                .toString()
                                .toLowerCase(Locale.ROOT),
                        null,
                        "Person " + seed,
                        null,
                        null,
                        null),
                now);
        directory.keep(
                tenancy,
                new ConversationReference(
                        null,
                        ChannelAccount.of(id),
                        ChannelAccount.of("28:bench"),
                        new ConversationAccount(
                                "a:1" + letters(random), ConversationType.PERSONAL, tenancy.tenant(), null),
                        ConversationReference.MS_TEAMS,
                        serviceUrl,
                        null),
                id,
                now);
    }

    private static String letters(Random random) {
        StringBuilder text = new StringBuilder(RANDOM_PART);
        for (int index = 0; index < RANDOM_PART; index++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
