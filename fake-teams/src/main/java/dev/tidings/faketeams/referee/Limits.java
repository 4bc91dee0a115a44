package dev.tidings.faketeams.referee;

import static dev.tidings.faketeams.referee.Scope.BOT_AND_CONVERSATION;
import static dev.tidings.faketeams.referee.Scope.BOT_AND_TENANT;
import static dev.tidings.faketeams.referee.Scope.CONVERSATION;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The limits that hold at the same time, and whether going over them is answered with 429 or only counted.
public record Limits(List<Limit> all, boolean enforced) {
    public Limits {
        all = List.copyOf(all);
    }

    /// The limits that Teams documents, enforced.
    public static Limits documented() {
        List<Limit> all = new ArrayList<>();
        four(all, Counted.SEND, 7, 8, 60, 1800);
        four(all, Counted.CREATE, 7, 8, 60, 1800);
        four(all, Counted.MEMBERS, 14, 16, 120, 3600);
        four(all, Counted.CONVERSATIONS, 14, 16, 120, 3600);
        two(all, Counted.SEND, 14, 16);
        two(all, Counted.CREATE, 14, 16);
        two(all, Counted.MEMBERS, 28, 32);
        two(all, Counted.CONVERSATIONS, 28, 32);
        all.add(new Limit(BOT_AND_TENANT, Counted.EVERYTHING, 50, seconds(1)));
        all.add(new Limit(BOT_AND_CONVERSATION, Counted.MEMBERS_UNPAGED, 5, seconds(60)));
        all.add(new Limit(BOT_AND_TENANT, Counted.GRAPH, 30, seconds(1)));
        all.add(new Limit(BOT_AND_TENANT, Counted.GRAPH_DELETE, 15, seconds(1)));
        all.add(new Limit(BOT_AND_CONVERSATION, Counted.GRAPH_TEAM, 4, seconds(1)));
        return new Limits(all, true);
    }

    /// The same limits, counted by the referee but never answered with 429.
    public Limits onlyCounted() {
        return new Limits(all, false);
    }

    /// The same limits, enforced or only counted.
    public Limits enforcedIf(boolean on) {
        return new Limits(all, on);
    }

    /// Also guards creations per bot and tenant: the stricter reading of a limit that the documentation
    /// leaves open.
    public Limits withCreateGuard(int perSecond) {
        return and(new Limit(BOT_AND_TENANT, Counted.CREATE, perSecond, seconds(1)));
    }

    /// The same with so many requests of any kind per second from one bot to one tenant.
    public Limits withRequestsPerSecond(int most) {
        List<Limit> others = all.stream()
                .map(limit -> limit.scope() == BOT_AND_TENANT && limit.counted() == Counted.EVERYTHING
                        ? new Limit(limit.scope(), limit.counted(), most, limit.window())
                        : limit)
                .toList();
        return new Limits(others, enforced);
    }

    /// One limit more.
    public Limits and(Limit more) {
        List<Limit> longer = new ArrayList<>(all);
        longer.add(more);
        return new Limits(longer, enforced);
    }

    private static void four(List<Limit> all, Counted counted, int one, int two, int thirty, int hour) {
        all.add(new Limit(BOT_AND_CONVERSATION, counted, one, seconds(1)));
        all.add(new Limit(BOT_AND_CONVERSATION, counted, two, seconds(2)));
        all.add(new Limit(BOT_AND_CONVERSATION, counted, thirty, seconds(30)));
        all.add(new Limit(BOT_AND_CONVERSATION, counted, hour, seconds(3600)));
    }

    private static void two(List<Limit> all, Counted counted, int one, int two) {
        all.add(new Limit(CONVERSATION, counted, one, seconds(1)));
        all.add(new Limit(CONVERSATION, counted, two, seconds(2)));
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
