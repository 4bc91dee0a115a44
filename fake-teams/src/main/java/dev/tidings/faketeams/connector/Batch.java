package dev.tidings.faketeams.connector;

import dev.tidings.faketeams.directory.Tenant;
import dev.tidings.faketeams.world.Bot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// One background sending and how far it is.
final class Batch {
    private final String id;
    private final Bot bot;
    private final Tenant tenant;
    private final ObjectNode activity;
    private final List<String> entries;
    private final boolean toChannels;
    private final Map<Integer, Integer> counts = new TreeMap<>();
    private final List<Failure> failures = new ArrayList<>();
    private int taken;
    private boolean provisioned;
    private boolean cancelled;
    private Instant nextPoll = Instant.EPOCH;

    record Failure(String entry, String error) {}

    Batch(String id, Bot bot, Tenant tenant, ObjectNode activity, List<String> entries, boolean toChannels) {
        this.id = id;
        this.bot = bot;
        this.tenant = tenant;
        this.activity = activity;
        this.entries = entries;
        this.toChannels = toChannels;
    }

    String id() {
        return id;
    }

    Bot bot() {
        return bot;
    }

    Tenant tenant() {
        return tenant;
    }

    ObjectNode activity() {
        return activity;
    }

    boolean toChannels() {
        return toChannels;
    }

    int size() {
        return entries.size();
    }

    /// The next entries to deliver; the first step only gets things ready.
    List<String> take(int most) {
        if (!provisioned || isDone()) {
            provisioned = true;
            return List.of();
        }
        int to = Math.min(entries.size(), taken + most);
        List<String> next = entries.subList(taken, to);
        taken = to;
        return next;
    }

    void delivered(int status) {
        counts.merge(status, 1, Integer::sum);
    }

    void failed(int status, String entry, String error) {
        counts.merge(status, 1, Integer::sum);
        failures.add(new Failure(entry, error));
    }

    void cancel() {
        cancelled = true;
    }

    boolean isDone() {
        return cancelled || (provisioned && taken == entries.size());
    }

    String state() {
        if (cancelled) {
            return "Failed";
        }
        return !provisioned ? "Provisioning" : isDone() ? "Completed" : "Ongoing";
    }

    Map<Integer, Integer> counts() {
        return counts;
    }

    List<Failure> failures() {
        return failures;
    }

    /// Asks for the state; how long the caller is too early, if it is.
    Optional<Duration> poll(Instant now, Duration pause) {
        if (!isDone() && now.isBefore(nextPoll)) {
            return Optional.of(Duration.between(now, nextPoll));
        }
        nextPoll = now.plus(pause);
        return Optional.empty();
    }
}
