package dev.tidings.faketeams.referee;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the referee counted: requests by operation and by status, the most that each window saw, and every
/// excess (the first thousand in full). An arrival over a limit is an excess whether or not it was answered
/// with 429.
public record Report(
        boolean enforced,
        long requests,
        Map<String, Long> byOperation,
        Map<Integer, Long> byStatus,
        long activitiesToBots,
        List<Window> windows,
        long excessCount,
        List<Excess> excesses) {
    public Report {
        byOperation = Map.copyOf(byOperation);
        byStatus = Map.copyOf(byStatus);
        windows = List.copyOf(windows);
        excesses = List.copyOf(excesses);
    }

    /// The most that any window of one limit has held, and whose it was. `atLeast`: so far over that
    /// counting stopped.
    public record Window(
            Scope scope,
            Counted counted,
            int limit,
            Duration window,
            int most,
            boolean atLeast,
            long excesses,
            @Nullable Instant at,
            @Nullable String bot,
            @Nullable String tenant,
            @Nullable String conversation) {}

    /// One arrival that made a window hold `seen` calls, more than its limit.
    public record Excess(
            Scope scope,
            Counted counted,
            int limit,
            Duration window,
            int seen,
            String bot,
            String tenant,
            @Nullable String conversation,
            Instant at,
            boolean refused) {
        /// By how many calls the window was over its limit.
        public int over() {
            return seen - limit;
        }
    }

    /// The most that the window of this scope, kind and length has held; 0 when there is no such limit.
    public int most(Scope scope, Counted counted, Duration window) {
        return windows.stream()
                .filter(w -> w.scope() == scope
                        && w.counted() == counted
                        && w.window().equals(window))
                .mapToInt(Window::most)
                .max()
                .orElse(0);
    }
}
