package dev.tidings.delivery.store;

import dev.tidings.delivery.directory.Colleague;
import dev.tidings.delivery.directory.Tenancy;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The people of organisations as Microsoft Graph lists them.
///
/// Thread-safe; blocks. Writing returns when it is durable. Nothing of one tenancy is ever seen from another.
public interface ColleagueStore {

    /// How far a listing was read.
    ///
    /// @param link where it goes on: to its next part, or, if it is complete, to what has changed since
    record Listing(String link, boolean complete) {}

    /// How far the listing of a tenancy was read; empty if it has not begun.
    Optional<Listing> listing(Tenancy tenancy);

    /// Keeps a part of the listing together with how far it was read, in one transaction. When a listing that was
    /// begun anew is complete, whoever it did not name is gone.
    ///
    /// @param gone the object ids of those who are no longer there
    void keep(Tenancy tenancy, List<Colleague> present, List<String> gone, Listing listing);

    /// Begins the listing anew; everybody stays until it is complete.
    void beginAnew(Tenancy tenancy);

    /// Somebody by object id.
    Optional<Colleague> find(Tenancy tenancy, String objectId);

    /// Everybody who comes after an object id, in the order of object ids; nobody who is parked.
    ///
    /// @param after the object id of the last one seen, or empty for the beginning
    List<Colleague> colleagues(Tenancy tenancy, String after, int limit, Instant now);

    /// Those of everyone, as [AudienceStore] reads it, whom the listing does not name.
    ///
    /// @param after the id of the last one seen, or empty for the beginning
    List<String> others(Tenancy tenancy, String after, int limit, Instant now);

    /// As whom the directory knows these people.
    ///
    /// @param objectIds in lower case
    List<Colleague> known(Tenancy tenancy, Collection<String> objectIds);
}
