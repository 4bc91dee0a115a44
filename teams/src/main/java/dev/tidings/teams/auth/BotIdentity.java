package dev.tidings.teams.auth;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who a bot is towards the login service.
///
/// @param appId the app's (client) id, a GUID
/// @param tenantId the bot's own home tenant for a single-tenant bot or a managed identity, or null for a
///     multi-tenant bot
public record BotIdentity(String appId, @Nullable String tenantId, Credentials credentials) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");

    /// @throws IllegalArgumentException if app id or tenant is not a plain name or GUID
    public BotIdentity {
        requireName("app id", appId);
        if (tenantId != null) {
            requireName("tenant", tenantId);
        }
    }

    static void requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the " + what + " is neither a GUID nor a plain name");
        }
    }
}
