package dev.tidings.delivery.lane;

/// How many requests per window a lane tries: what is configured, or what Teams was seen to take.
///
/// After a refusal it keeps to what is known to work: the number that held before the last step up or,
/// where none did, what was accepted in the window before. Then it feels its way up again: by half of what
/// is left to the number that was refused last, and to that number only after a patience that doubles each
/// time it is refused again. A number that held and is refused once gives way by a tenth, since a few
/// requests that were held up on their way arrive like too many.
final class LearnedLimit {
    private static final long STEP_AFTER = 3_000_000_000L;
    private static final long SHORTEST_PATIENCE = 60_000_000_000L;
    private static final long LONGEST_PATIENCE = 600_000_000_000L;
    private static final int TENTH = 10;

    private int configured;
    private int permitted;
    private int held;
    private int refused = Integer.MAX_VALUE;
    private int step = 1;
    private long patience = SHORTEST_PATIENCE;
    private long retryRefusedAt;
    private long nextStepAt;

    LearnedLimit(int configured) {
        this.configured = configured;
        this.permitted = configured;
    }

    void configure(int requests) {
        permitted = permitted == configured ? requests : Math.min(permitted, requests);
        configured = requests;
    }

    int permitted() {
        return permitted;
    }

    /// Whether all that is configured is tried.
    boolean full() {
        return permitted == configured;
    }

    /// Whether what was learned is so old that a lane without work need not remember it.
    boolean worthForgetting(long now) {
        return full() || now >= nextStepAt + LONGEST_PATIENCE;
    }

    /// Teams refused although the lane kept to what is permitted.
    ///
    /// @param accepted how many it took in the window before
    /// @param until when requests may leave again
    void refused(int accepted, long until) {
        boolean again = permitted >= refused;
        patience = again ? Math.min(2 * patience, LONGEST_PATIENCE) : SHORTEST_PATIENCE;
        refused = permitted;
        int known = held < permitted ? held : permitted - Math.ceilDiv(permitted, TENTH);
        int tried = held == 0 ? accepted : Math.max(accepted, known);
        held = held < permitted ? held : 0;
        permitted = Math.max(1, Math.min(tried, permitted - 1));
        step = 1;
        retryRefusedAt = until + patience;
        nextStepAt = until + STEP_AFTER;
    }

    /// Tries a little more when it is time to.
    ///
    /// @return whether what is permitted has changed
    boolean raise(long now) {
        if (full() || now < nextStepAt) {
            return false;
        }
        nextStepAt = now + STEP_AFTER;
        held = permitted;
        if (permitted >= refused) {
            refused = Integer.MAX_VALUE;
        }
        int half = refused == Integer.MAX_VALUE ? 0 : (refused - permitted) / 2;
        int next = Math.min(configured, permitted + Math.max(step, half));
        if (next >= refused && now < retryRefusedAt) {
            next = refused - 1;
        }
        boolean changed = next > permitted;
        step = refused == Integer.MAX_VALUE ? 2 * step : 1;
        permitted = Math.max(permitted, next);
        return changed;
    }
}
