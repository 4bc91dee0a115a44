package dev.tidings.delivery.intake;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.lane.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What would become of a notification, as far as is known before anything is sent.
///
/// @param reached how many would get it, by the way there: `chat`, `create`, `install` or `look-up`
/// @param refused how many would not, by the reason's word
/// @param held how many of those who would get it would wait for their own sake, by the reason's word
/// @param examples some of those who would not
/// @param requests how many requests it takes to the connector, of these creations of chats, and to Graph
public record Forecast(
        Tenancy tenancy,
        long recipients,
        Map<String, Long> reached,
        Map<String, Long> refused,
        Map<String, Held> held,
        List<Refused> examples,
        Requests requests) {
    /// How many of those who would not get it are named.
    public static final int EXAMPLES = 100;

    /// Keeps its own copies.
    public Forecast {
        reached = Map.copyOf(reached);
        refused = Map.copyOf(refused);
        held = Map.copyOf(held);
        examples = List.copyOf(examples);
    }

    /// Those who would wait, and until when.
    ///
    /// @param first when the first of them would get it
    /// @param last when all of them would have
    public record Held(long recipients, Instant first, Instant last) {
        static Held one(Instant until) {
            return new Held(1, until, until);
        }

        Held and(Held other) {
            return new Held(
                    recipients + other.recipients,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    /// Somebody who would not get it.
    public record Refused(String target, String reason) {}

    /// How many requests are made.
    public record Requests(long connector, long creates, long graph) {

        /// How long they take at the permitted rates, which run side by side.
        public Duration at(Limits limits) {
            Duration sending = at(connector, limits.lane());
            Duration creating = at(creates, limits.creates());
            Duration asking = at(graph, limits.graph());
            Duration longer = sending.compareTo(creating) > 0 ? sending : creating;
            return longer.compareTo(asking) > 0 ? longer : asking;
        }

        private static Duration at(long requests, Limits.Window window) {
            long windows = (requests + window.requests() - 1) / window.requests();
            return window.length().multipliedBy(windows);
        }
    }
}
