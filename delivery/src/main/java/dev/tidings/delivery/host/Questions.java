package dev.tidings.delivery.host;

import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryId;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.store.LedgerStore;
import dev.tidings.delivery.store.NodeStore;
import dev.tidings.delivery.store.NotificationStore;
import dev.tidings.delivery.store.Post;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// What a process that stands by asks of the one that sends, and how that answers. Thread-safe; blocks.
///
/// @param nanos a clock that only goes forward
record Questions(NodeStore nodes, NotificationStore notifications, LedgerStore ledger, LongSupplier nanos) {
    /// A take-over takes less.
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    long requeue(Notification notification, List<Delivery> deliveries) {
        String ordinals = deliveries.stream()
                .map(delivery -> Long.toString(delivery.id().ordinal()))
                .collect(Collectors.joining(","));
        return ask(Post.Kind.REQUEUE, notification, ordinals);
    }

    long settle(Notification notification, Delivery delivery, DeliveryState as) {
        return ask(Post.Kind.SETTLE, notification, delivery.id().ordinal() + "," + as.name());
    }

    private long ask(Post.Kind kind, Notification notification, String body) {
        long question = nodes.ask(kind, notification.id().value(), body);
        long end = nanos.getAsLong() + PATIENCE.toNanos();
        do {
            OptionalLong answer = nodes.answered(question);
            if (answer.isPresent()) {
                return answer.getAsLong();
            }
            rest();
        } while (nanos.getAsLong() - end < 0);
        nodes.withdraw(question);
        throw new StoreUnavailableException(
                "No process sends just now, so nobody can say what became of it. Ask again.", null);
    }

    private static void rest() {
        try {
            boolean _ = NEVER.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("The server is stopping.", stopped);
        }
    }

    /// Does what is asked for, and answers.
    void answer(Engine engine, Post question) {
        long answer = notifications
                .find(new NotificationId(question.about()), Reach.EVERYTHING)
                .map(notification -> answer(engine, notification, question))
                .orElse(0L);
        nodes.answer(question.number(), answer);
    }

    private long answer(Engine engine, Notification notification, Post question) {
        String[] parts = question.body().split(",", -1);
        if (question.kind() == Post.Kind.REQUEUE) {
            return engine.requeue(
                    notification, Arrays.stream(parts).map(Long::valueOf).collect(Collectors.toList()));
        }
        DeliveryId id = new DeliveryId(notification.id(), Long.parseLong(parts[0]));
        boolean settled = ledger.delivery(notification, id)
                .filter(delivery -> engine.settle(notification, delivery, DeliveryState.valueOf(parts[1])))
                .isPresent();
        return settled ? 1 : 0;
    }
}
