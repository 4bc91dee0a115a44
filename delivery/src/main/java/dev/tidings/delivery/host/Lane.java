package dev.tidings.delivery.host;

/// One bot in one tenant, as the engine's loop sees it. Only the loop touches what is under way.
final class Lane {
    private final Slots slots;
    private final int most;
    private int underWay;

    Lane(Slots slots, int most) {
        this.slots = slots;
        this.most = most;
    }

    boolean full() {
        return underWay >= most;
    }

    void started() {
        underWay++;
    }

    void ended() {
        underWay--;
    }

    /// For one delivery.
    LanePace pace() {
        return new LanePace(slots);
    }
}
