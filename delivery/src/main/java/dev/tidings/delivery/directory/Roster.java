package dev.tidings.delivery.directory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far the members of a team or group chat were read from Teams.
///
/// @param place the id of the team or the chat
/// @param begunAt when the reading began that is under way, or null between readings
/// @param link where that reading goes on, or null at its beginning
/// @param seen how many members it has seen
/// @param readAt the moment as of which the members were read last in full, or null if they never were
/// @param members how many there were then
/// @param trouble why the last attempt failed, or null if it did not
/// @param tries how many attempts have failed in a row
/// @param dueAt when Teams is asked next
public record Roster(
        Tenancy tenancy,
        String place,
        @Nullable Instant begunAt,
        @Nullable String link,
        int seen,
        @Nullable Instant readAt,
        @Nullable Integer members,
        @Nullable String trouble,
        int tries,
        Instant dueAt) {

    /// The same with a reading under way, which begins now unless it has begun before.
    public Roster reading(Instant now) {
        return begunAt == null
                ? new Roster(tenancy, place, now, null, 0, readAt, members, trouble, tries, dueAt)
                : this;
    }

    /// The same after a part of it was read.
    ///
    /// @param next where the next part is
    public Roster further(int more, String next) {
        return new Roster(tenancy, place, begunAt, next, seen + more, readAt, members, null, 0, dueAt);
    }

    /// The same after its last part was read.
    ///
    /// @param again when it is read anew
    public Roster read(int more, Instant again) {
        return new Roster(tenancy, place, null, null, 0, begunAt, seen + more, null, 0, again);
    }

    /// The same after an attempt that failed.
    ///
    /// @param retry when it is tried again
    public Roster failed(String why, Instant retry) {
        return new Roster(tenancy, place, begunAt, link, seen, readAt, members, why, tries + 1, retry);
    }

    /// The same, to be read from the beginning.
    public Roster anew() {
        return new Roster(tenancy, place, null, null, 0, readAt, members, trouble, tries, dueAt);
    }

    /// The same, for later.
    public Roster postponed(Instant until) {
        return new Roster(tenancy, place, begunAt, link, seen, readAt, members, trouble, tries, until);
    }

    /// Whether as much is known of its members as can be for now.
    public boolean settled() {
        return readAt != null || trouble != null;
    }
}
