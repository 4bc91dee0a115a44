package dev.tidings.delivery.host;

import dev.tidings.delivery.bot.Pace;
import dev.tidings.delivery.lane.Request;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/// The rights of one delivery, or of a request apart from them: a right that is held serves the next
/// request, further ones are asked for.
///
/// Used by one thread, that of the delivery; [#granted()] may be called from any.
final class RequestPace implements Pace, AutoCloseable {
    /// The pace of what the current thread does.
    static final ScopedValue<RequestPace> CURRENT = ScopedValue.newInstance();

    private final Voice voice;
    private final LongSupplier nanos;
    private final Semaphore granted = new Semaphore(0);
    private Request request;
    private String conversation;
    private boolean held;

    private RequestPace(Voice voice, Request request, String conversation, boolean held, LongSupplier nanos) {
        this.voice = voice;
        this.request = request;
        this.conversation = conversation;
        this.held = held;
        this.nanos = nanos;
    }

    /// Holds a first right.
    static RequestPace holding(Voice voice, Request first, String conversation, LongSupplier nanos) {
        return new RequestPace(voice, first, conversation, true, nanos);
    }

    /// Holds nothing, and asks for a right of this kind when the first request is to leave.
    static RequestPace empty(Voice voice, Request first, String conversation, LongSupplier nanos) {
        return new RequestPace(voice, first, conversation, false, nanos);
    }

    @Override
    public void reserve(Request wanted, String where) throws InterruptedException {
        if (held && request == wanted && conversation.equals(where)) {
            return;
        }
        close();
        request = wanted;
        conversation = where;
        voice.wants(wanted, where);
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
                voice.cut(request, conversation, left, now);
            } else {
                over(false);
            }
        }

        private void over(boolean answered) {
            voice.answered(request, conversation, left, nanos.getAsLong(), answered);
        }
    }

    /// Gives back a right on which no request left.
    @Override
    public void close() {
        if (held) {
            held = false;
            voice.unused(request);
        }
    }
}
