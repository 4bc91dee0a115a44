package dev.tidings.delivery.directory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody the bot has met or heard of.
///
/// @param id the bot's own id of the person, `29:...`
/// @param objectId the person's Entra object id
/// @param userPrincipalName in lower case, if it was ever told
/// @param locale such as `de-DE`
/// @param timeZone an IANA name such as `Europe/Berlin`: as their activities tell it, else that of their
///     mailbox
/// @param parked why nothing is sent to the person for now, or null
/// @param quietHours when the person does not want to be disturbed, such as `20:00-07:00`, [#NO_HOURS]
///     or [#DEFAULT_HOURS]; null if they never said
public record Person(
        Tenancy tenancy,
        String id,
        @Nullable String objectId,
        @Nullable String userPrincipalName,
        @Nullable String name,
        @Nullable String locale,
        @Nullable String timeZone,
        @Nullable Parked parked,
        @Nullable String quietHours) {
    /// Says that somebody has no quiet hours, whatever holds for others.
    public static final String NO_HOURS = "off";

    /// Says that what holds for everybody holds.
    public static final String DEFAULT_HOURS = "default";

    /// Somebody who has said nothing about quiet hours.
    public Person(
            Tenancy tenancy,
            String id,
            @Nullable String objectId,
            @Nullable String userPrincipalName,
            @Nullable String name,
            @Nullable String locale,
            @Nullable String timeZone,
            @Nullable Parked parked) {
        this(tenancy, id, objectId, userPrincipalName, name, locale, timeZone, parked, null);
    }

    /// Why and since when nothing is sent to a person; anything that they do with the bot ends it.
    ///
    /// @param reason a stable kebab-case word such as `writes-blocked`
    /// @param until from when on one more attempt is worth it
    public record Parked(String reason, Instant since, Instant until) {}

    /// Leaves names and addresses out.
    @Override
    public String toString() {
        return "Person[" + id + ", " + tenancy + "]";
    }
}
