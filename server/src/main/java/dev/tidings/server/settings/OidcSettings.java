package dev.tidings.server.settings;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The identity provider whose tokens the API accepts, and what their claims mean.
///
/// @param issuer the `iss` that a token must have, exactly
/// @param metadata the issuer's OpenID metadata
/// @param jwksUri its keys; null to take what the metadata says, which must be on the issuer's own origin
/// @param audiences a token must be meant for one of them
/// @param scopeClaims the claims that hold scopes: a text with spaces between, or a list
/// @param scopePrefix what stands before a scope's word, such as `tidings.` in `tidings.send`
/// @param botsClaim the claim that names the bots a token is good for, or null for every bot
/// @param tenantsClaim the claim that names the tenants a token is good for, or null for every tenant
public record OidcSettings(
        String issuer,
        URI metadata,
        @Nullable URI jwksUri,
        Set<String> audiences,
        List<String> scopeClaims,
        String scopePrefix,
        @Nullable String botsClaim,
        @Nullable String tenantsClaim) {

    /// Keeps its own copies.
    public OidcSettings {
        audiences = Set.copyOf(audiences);
        scopeClaims = List.copyOf(scopeClaims);
    }
}
