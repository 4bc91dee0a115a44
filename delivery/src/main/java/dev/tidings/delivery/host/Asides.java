package dev.tidings.delivery.host;

import dev.tidings.delivery.bot.SpareRights;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.lane.Errand;
import dev.tidings.delivery.lane.Request;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The requests under way that serve no delivery. Thread-safe.
final class Asides implements SpareRights {
    private final Consumer<Signal> tell;
    private final LongSupplier nanos;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Errand, RequestPace> paces = new ConcurrentHashMap<>();

    Asides(Consumer<Signal> tell, LongSupplier nanos) {
        this.tell = tell;
        this.nanos = nanos;
    }

    @Override
    public <T> T ask(Tenancy lane, String place, Supplier<T> question) {
        Errand errand = new Errand(lane, numbers.getAndIncrement(), place);
        RequestPace pace = RequestPace.empty(new Voice.OfErrand(errand, tell), Request.READ, place, nanos);
        paces.put(errand, pace);
        try {
            return ScopedValue.where(RequestPace.CURRENT, pace).call(question::get);
        } finally {
            paces.remove(errand);
            // Of a right that was granted and not used, or is still waited for, nobody would ever be told.
            tell.accept(new Signal.ErrandOver(errand, new Errand.End.Unused()));
        }
    }

    @Override
    public void throttled(Tenancy lane, String place, Duration retryAfter) {
        Errand errand = new Errand(lane, numbers.getAndIncrement(), place);
        tell.accept(new Signal.ErrandOver(errand, new Errand.End.Throttled(retryAfter)));
    }

    /// Hands a right over; one that nobody waits for any more goes back.
    void grant(Errand errand) {
        RequestPace pace = paces.get(errand);
        if (pace == null) {
            tell.accept(new Signal.ErrandOver(errand, new Errand.End.Unused()));
        } else {
            pace.granted();
        }
    }
}
