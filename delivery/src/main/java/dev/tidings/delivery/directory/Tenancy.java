package dev.tidings.delivery.directory;

import java.util.Optional;

/// One bot in one tenant: the fence around everything that is known, sent and counted.
///
/// @param bot the bot's name in the configuration, such as `default`
/// @param tenant the tenant's id, or [#NO_TENANT]
public record Tenancy(String bot, String tenant) {

    /// Stands for the tenant where an activity names none, as local clients may do.
    public static final String NO_TENANT = "none";

    /// The tenancy of a bot in a tenant that may be unknown.
    public static Tenancy of(String bot, Optional<String> tenant) {
        return new Tenancy(bot, tenant.filter(id -> !id.isBlank()).orElse(NO_TENANT));
    }
}
