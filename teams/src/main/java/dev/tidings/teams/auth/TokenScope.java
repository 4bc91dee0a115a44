package dev.tidings.teams.auth;

import java.util.Optional;

/// What a token is for, and the tenant that issues it.
///
/// @param tenant a tenant's id or domain, or the name that stands for all tenants
/// @param scope a resource followed by `/.default`
public record TokenScope(String tenant, String scope) {
    private static final String DEFAULT = "/.default";

    /// @throws IllegalArgumentException if the tenant is not a plain name, or the scope does not end with
    ///     `/.default`
    public TokenScope {
        BotIdentity.requireName("tenant", tenant);
        if (!scope.startsWith("https://") || !scope.endsWith(DEFAULT)) {
            throw new IllegalArgumentException("not an https resource followed by " + DEFAULT + ": " + scope);
        }
    }

    /// The Bot Connector, for all tenants and conversations of the bot.
    public static TokenScope connector(BotIdentity bot, Cloud cloud) {
        return new TokenScope(Optional.ofNullable(bot.tenantId()).orElse(cloud.multiTenantName()), cloud.botScope());
    }

    /// Microsoft Graph, in one tenant that has consented to the app.
    public static TokenScope graph(String tenantId, Cloud cloud) {
        return new TokenScope(tenantId, cloud.graph() + DEFAULT);
    }

    /// The scope without `/.default`, as managed identities want it.
    String resource() {
        return scope.substring(0, scope.length() - DEFAULT.length());
    }
}
