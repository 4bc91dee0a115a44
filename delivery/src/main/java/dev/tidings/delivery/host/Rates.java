package dev.tidings.delivery.host;

import dev.tidings.delivery.fact.CampaignId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// How many deliveries of each campaign ended per second lately. Thread-safe.
final class Rates {
    private static final int SECONDS = 10;
    private static final long SECOND = 1_000_000_000L;

    private final LongSupplier nanos;
    private final Map<CampaignId, Recent> campaigns = new ConcurrentHashMap<>();
    private long sweptAt;

    Rates(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// One more delivery of a campaign has ended.
    void ended(CampaignId campaign) {
        long second = nanos.getAsLong() / SECOND;
        campaigns.computeIfAbsent(campaign, _ -> new Recent(second)).count(second);
        if (second - sweptAt > SECONDS) {
            sweptAt = second;
            campaigns.values().removeIf(recent -> recent.idle(second));
        }
    }

    /// The mean over the last ten full seconds, or as many as there have been.
    double of(CampaignId campaign) {
        Recent recent = campaigns.get(campaign);
        return recent == null ? 0 : recent.mean(nanos.getAsLong() / SECOND);
    }

    /// Counts for the current second and those before it.
    private static final class Recent {
        private final long first;
        private final int[] counts = new int[SECONDS + 1];
        private long latest;

        Recent(long second) {
            this.first = second;
            this.latest = second;
        }

        synchronized void count(long second) {
            forward(second);
            counts[index(second)]++;
        }

        synchronized double mean(long second) {
            forward(second);
            long full = Math.min(SECONDS, second - first);
            int sum = 0;
            for (long each = second - full; each < second; each++) {
                sum += counts[index(each)];
            }
            return full == 0 ? counts[index(second)] : (double) sum / full;
        }

        synchronized boolean idle(long second) {
            return second - latest > SECONDS;
        }

        private void forward(long second) {
            for (long each = Math.max(latest + 1, second - SECONDS); each <= second; each++) {
                counts[index(each)] = 0;
            }
            latest = Math.max(latest, second);
        }

        private static int index(long second) {
            return (int) Math.floorMod(second, (long) SECONDS + 1);
        }
    }
}
