package dev.tidings.delivery.inbound;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.event.Happening;
import dev.tidings.delivery.store.InboundStore;
import dev.tidings.teams.activity.Activity;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/// Takes what arrives: makes it durable, then has it worked through once and in order, also after a crash.
///
/// Thread-safe. One thread, `tidings-inbox`, works; it never calls Teams. [#record] may be called
/// before [#start], and what a process before this one has left is worked through first.
public final class Inbox implements AutoCloseable {
    private final InboundStore store;
    private final InstantSource clock;
    private final InboxWorker worker;

    /// Tells nobody.
    public Inbox(InboundStore store, InstantSource clock) {
        this(store, clock, Learn::from);
    }

    /// @param tell told of what others may want to hear, once it is worked through
    public Inbox(InboundStore store, InstantSource clock, BiConsumer<Tenancy, Happening> tell) {
        this(store, clock, tell, Reactions.NONE);
    }

    /// @param tell told of what others may want to hear, once it is worked through
    /// @param reactions what the bot does about what arrived
    public Inbox(InboundStore store, InstantSource clock, BiConsumer<Tenancy, Happening> tell, Reactions reactions) {
        this(store, clock, Learn::from, new Witness(tell), reactions);
    }

    Inbox(InboundStore store, InstantSource clock, Lessons lessons) {
        this(store, clock, lessons, new Witness((tenancy, happening) -> {}), Reactions.NONE);
    }

    private Inbox(InboundStore store, InstantSource clock, Lessons lessons, Witness witness, Reactions reactions) {
        this.store = store;
        this.clock = clock;
        this.worker = new InboxWorker(store, clock, lessons, witness, reactions);
    }

    /// Keeps an activity for a bot, and returns when it is durable; one that was there before is not kept
    /// again.
    ///
    /// @throws StoreUnavailableException if it could not be made durable: Teams must be told to send it
    ///     again
    public void record(String bot, Activity activity) {
        record(bot, activity, activity.raw().toString());
    }

    /// Keeps an activity as [#record(String,Activity)] does, for callers that have its text at hand.
    ///
    /// @param body the JSON that the activity was read from
    public void record(String bot, Activity activity, String body) {
        store.record(Recognition.arrival(bot, activity, body, clock.instant()))
                .ifPresent(recorded -> worker.add(new Arrived(recorded, activity)));
    }

    /// Works through the next activities on the caller's thread, for a caller that does not [#start()].
    int step() {
        return worker.step();
    }

    /// Begins to work through what is there and what comes.
    public void start() {
        worker.start();
    }

    /// The same where several processes take what arrives, of which the one that is on duty works
    /// through it, and looks again and again what the others have recorded.
    public void start(BooleanSupplier onDuty) {
        worker.start(onDuty);
    }

    /// Finishes what is being worked through, and leaves the rest for the next start.
    @Override
    public void close() {
        worker.close();
    }
}
