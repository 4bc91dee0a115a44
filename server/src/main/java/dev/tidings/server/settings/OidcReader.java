package dev.tidings.server.settings;

import static dev.tidings.server.settings.BotReader.first;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks what is set for the identity provider.
record OidcReader(TidingsProperties.Oidc written) {
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";

    /// The settings, or null if no issuer is set.
    @Nullable
    OidcSettings read() {
        String issuer = first(written.issuer());
        if (issuer == null) {
            requireNothingElse();
            return null;
        }
        URI address = confidential("issuer", issuer);
        if (address.getQuery() != null || address.getFragment() != null) {
            throw new SettingRefusedException(
                    "tidings.oidc.issuer", "an issuer has no query and no fragment", "Use the 'iss' of its tokens.");
        }
        String jwksUri = first(written.jwksUri());
        return new OidcSettings(
                issuer,
                URI.create((issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer) + WELL_KNOWN),
                jwksUri == null ? null : confidential("jwks-uri", jwksUri),
                audiences(),
                written.scopeClaims(),
                written.scopePrefix(),
                first(written.botsClaim()),
                first(written.tenantsClaim()));
    }

    private void requireNothingElse() {
        if (!written.audiences().isEmpty() || first(written.jwksUri()) != null) {
            throw new SettingRefusedException(
                    "tidings.oidc.issuer",
                    "it is not set, but other settings of it are",
                    "Set TIDINGS_OIDC_ISSUER to the 'iss' of the tokens, or remove the other settings.");
        }
    }

    private Set<String> audiences() {
        if (written.audiences().isEmpty() || written.audiences().stream().anyMatch(String::isBlank)) {
            throw new SettingRefusedException(
                    "tidings.oidc.audiences",
                    "without it a token that was made for any other service would be accepted here",
                    "Set TIDINGS_OIDC_AUDIENCES to the 'aud' of the tokens meant for Tidings.");
        }
        return Set.copyOf(written.audiences());
    }

    private static URI confidential(String name, String text) {
        try {
            URI uri = URI.create(text);
            boolean https = "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null;
            if (https || Loopback.isUrl(uri)) {
                return uri;
            }
        } catch (IllegalArgumentException noUri) {
            // said below
        }
        throw new SettingRefusedException(
                "tidings.oidc." + name,
                "'" + text + "' is neither an https address nor on this machine",
                "Keys that decide who may call are read from there, so nobody on the way may change them: use https.");
    }
}
