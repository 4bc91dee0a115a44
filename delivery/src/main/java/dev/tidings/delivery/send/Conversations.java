package dev.tidings.delivery.send;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Keeps to one request at a time per conversation, and out of those that Teams has asked to leave alone.
/// Thread-safe.
final class Conversations {
    private static final int SWEEP_FROM = 1_000;

    private final Map<Key, Queue> queues = new ConcurrentHashMap<>();
    private final Map<Key, Instant> blocked = new ConcurrentHashMap<>();

    /// One conversation as Teams counts it: all threads of a channel are one.
    record Key(String bot, String conversationId) {
        static Key of(String bot, String conversationId) {
            int thread = conversationId.indexOf(";messageid=");
            return new Key(bot, thread < 0 ? conversationId : conversationId.substring(0, thread));
        }
    }

    private static final class Queue {
        final Semaphore turn = new Semaphore(1, true);
        int waiting;
    }

    /// The right to send to a conversation, until it is closed.
    final class Turn implements AutoCloseable {
        private final Key key;
        private final Queue queue;

        private Turn(Key key, Queue queue) {
            this.key = key;
            this.queue = queue;
        }

        @Override
        public void close() {
            queue.turn.release();
            leave(key);
        }
    }

    /// Waits until nobody else sends to the conversation.
    Turn enter(Key key) throws InterruptedException {
        Queue queue = queues.compute(key, (_, present) -> joined(present));
        try {
            queue.turn.acquire();
        } catch (InterruptedException stopped) {
            leave(key);
            throw stopped;
        }
        return new Turn(key, queue);
    }

    private static Queue joined(@Nullable Queue present) {
        Queue queue = present == null ? new Queue() : present;
        queue.waiting++;
        return queue;
    }

    private void leave(Key key) {
        queues.computeIfPresent(key, (_, queue) -> --queue.waiting == 0 ? null : queue);
    }

    /// Nothing is sent to the conversation before `until`.
    void block(Key key, Instant until, Instant now) {
        if (blocked.size() >= SWEEP_FROM) {
            blocked.values().removeIf(end -> !end.isAfter(now));
        }
        blocked.merge(key, until, (one, other) -> one.isAfter(other) ? one : other);
    }

    /// Until when nothing is to be sent there; empty if it is free.
    Optional<Instant> blockedUntil(Key key, Instant now) {
        return Optional.ofNullable(blocked.get(key)).filter(until -> until.isAfter(now));
    }
}
