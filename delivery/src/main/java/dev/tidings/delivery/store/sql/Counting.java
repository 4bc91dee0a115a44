package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Tally;
import dev.tidings.delivery.notification.DeliveryState;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Counts the deliveries of a campaign without reading its recipients: what is done has its tallies, what has
/// begun has steps, and everything else that was planned waits.
final class Counting {
    private final Map<Group, Long> groups = new HashMap<>();

    private record Group(DeliveryState state, String reason) {}

    static Tally tally(Handle handle, CampaignId campaign) {
        Counting counting = new Counting();
        counting.done(handle, campaign);
        Folded.steps(handle, "i/" + campaign.text() + "/")
                .values()
                .forEach(line -> counting.add(line.state(), line.reason(), 1));
        long waiting = Errands.recipients(handle, campaign) - counting.total();
        counting.add(DeliveryState.QUEUED, null, Math.max(0, waiting));
        return counting.tally();
    }

    private void done(Handle handle, CampaignId campaign) {
        String prefix = Keys.tallies(campaign);
        Facts.scan(
                (from, to, limit) -> Facts.part(handle, from, to, limit), prefix, prefix + Keys.END, (key, value) -> {
                    FactJson.tally(value).counts().forEach(count -> add(count.state(), count.reason(), count.number()));
                    return true;
                });
    }

    void add(DeliveryState state, @Nullable String reason, long number) {
        if (number > 0) {
            groups.merge(new Group(state, reason == null ? "" : reason), number, Long::sum);
        }
    }

    private long total() {
        return groups.values().stream().mapToLong(Long::longValue).sum();
    }

    Tally tally() {
        return new Tally(groups.entrySet().stream()
                .map(entry ->
                        new Tally.Count(entry.getKey().state(), entry.getKey().reason(), entry.getValue()))
                .sorted(Comparator.comparing(Tally.Count::state).thenComparing(Tally.Count::reason))
                .toList());
    }
}
