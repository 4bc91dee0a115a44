package dev.tidings.delivery.manners;

import dev.tidings.delivery.send.Reason;
import java.time.Instant;

/// Whether a message may come to its reader now.
public sealed interface Ruling {

    /// It may.
    record Now() implements Ruling {}

    /// Not yet: it is looked at again at a time.
    ///
    /// @param reason one that defers
    /// @param until when at the latest it is looked at again
    record Later(Reason reason, Instant until) implements Ruling {}

    /// Not by itself: it is told in a digest.
    ///
    /// @param due when the digest comes
    /// @param capped whether it comes because the person had enough: what comes meanwhile is told with it
    record Gathered(Reason reason, Instant due, boolean capped) implements Ruling {}

    /// Not any more: it would be told only after its time has run out.
    record TooLate(Reason reason) implements Ruling {}
}
