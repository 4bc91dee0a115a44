package dev.tidings.delivery.host;

import dev.tidings.delivery.send.Pace;

/// The slots of one lane, as one delivery uses them: a slot reserved ahead serves the next request. Not
/// thread-safe.
final class LanePace implements Pace, AutoCloseable {
    /// The pace of the delivery that the current thread carries.
    static final ScopedValue<LanePace> CURRENT = ScopedValue.newInstance();

    private final Slots slots;
    private boolean reserved;

    LanePace(Slots slots) {
        this.slots = slots;
    }

    @Override
    public void reserve() throws InterruptedException {
        if (!reserved) {
            slots.take();
            reserved = true;
        }
    }

    /// The request that left on the reserved slot has come to its end.
    void answered() {
        reserved = false;
        slots.answered();
    }

    /// Gives back a slot on which no request left.
    @Override
    public void close() {
        if (reserved) {
            reserved = false;
            slots.unused();
        }
    }
}
