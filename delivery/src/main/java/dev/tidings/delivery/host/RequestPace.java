package dev.tidings.delivery.host;

import dev.tidings.delivery.bot.Pace;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.lane.Request;
import dev.tidings.delivery.lane.Result;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The rights of one delivery: a right that is held serves the next request, further ones are asked for.
///
/// Used by the delivery's own thread; [#granted()] may be called from any.
final class RequestPace implements Pace, AutoCloseable {
    /// The pace of the delivery that the current thread carries.
    static final ScopedValue<RequestPace> CURRENT = ScopedValue.newInstance();

    private final ItemId item;
    private final Consumer<Result> tell;
    private final LongSupplier nanos;
    private final Semaphore granted = new Semaphore(0);
    private Request request;
    private String conversation;
    private boolean held = true;

    /// Holds a first right.
    RequestPace(ItemId item, Request first, String conversation, Consumer<Result> tell, LongSupplier nanos) {
        this.item = item;
        this.request = first;
        this.conversation = conversation;
        this.tell = tell;
        this.nanos = nanos;
    }

    @Override
    public void reserve(Request wanted, String where) throws InterruptedException {
        if (held && request == wanted && conversation.equals(where)) {
            return;
        }
        close();
        request = wanted;
        conversation = where;
        tell.accept(new Result.Wants(item, wanted, where));
        granted.acquire();
        held = true;
    }

    /// The right that was asked for is there.
    void granted() {
        granted.release();
    }

    /// Waits until a request may leave: on the right that is held, or on one more of the same kind.
    Leaving leave() throws InterruptedException {
        if (!held) {
            reserve(request, conversation);
        }
        held = false;
        return new Leaving(nanos.getAsLong());
    }

    /// A request on its way.
    final class Leaving {
        private final long left;

        private Leaving(long left) {
            this.left = left;
        }

        /// There was an answer, or nothing can have arrived.
        void answered() {
            over(true);
        }

        /// There was no answer. What ends before its time has been cut off, unless somebody stopped it here: only a
        /// request that is given up may still be on its way.
        void failed(Duration timeout) {
            long now = nanos.getAsLong();
            if (now - left < timeout.toNanos() && !Thread.currentThread().isInterrupted()) {
                tell.accept(new Result.Cut(item, request, conversation, left, now));
            } else {
                over(false);
            }
        }

        private void over(boolean answered) {
            tell.accept(new Result.Answered(item, request, conversation, left, nanos.getAsLong(), answered));
        }
    }

    /// Gives back a right on which no request left.
    @Override
    public void close() {
        if (held) {
            held = false;
            tell.accept(new Result.Unused(item, request));
        }
    }
}
