package dev.tidings.delivery.store;

import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.directory.Roster;
import dev.tidings.delivery.directory.Tenancy;
import java.time.Instant;
import java.util.List;

/// How far the rosters of the teams and group chats that the bots are in were read.
///
/// Thread-safe; blocks. Writing returns when it is durable. Nothing of one tenancy is ever seen from
/// another.
public interface RosterStore {

    /// Notes the teams and group chats that a bot is in and of which nothing is noted yet, as due now.
    ///
    /// @return how many there were
    int notice(Instant now);

    /// Notes one place as due now, unless it is being read already.
    void again(Tenancy tenancy, String place, Instant now);

    /// The tenancies that have rosters which are due.
    List<Tenancy> due(Instant now);

    /// The rosters of a tenancy that are due, in the order of their due times. What is noted of places that the
    /// bot is not in any more is forgotten.
    List<Roster> due(Tenancy tenancy, Instant now, int limit);

    /// Keeps how far a roster is, together with what was learnt from it, in one transaction.
    void keep(Roster roster, Knowledge learnt);

    /// Keeps a roster whose last part was read. Whoever was known as a member before the reading began, and was
    /// not named since, is gone.
    void complete(Roster roster, Knowledge learnt);
}
