package dev.tidings.server.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A bot with credentials, checked.
///
/// @param name how it is called here, such as `default`
/// @param tenantId the tenant of its registration; null for a multi-tenant bot
/// @param manifestId the id in the app's manifest
/// @param catalogAppId the app's id in the organisation's catalog, or null to look it up
/// @param session the title of the session in which people get notifications, or null if the app has no
/// sessions
public record BotSettings(
        String name,
        String appId,
        @Nullable String tenantId,
        Proof proof,
        String manifestId,
        @Nullable String catalogAppId,
        @Nullable String session) {

    /// How the bot proves to the login service who it is.
    public sealed interface Proof {
        /// With a client secret.
        record ClientSecret(Secret secret) implements Proof {}

        /// With a certificate and its private key, in a PEM or PKCS12 file.
        record Certificate(Path file, @Nullable Secret password) implements Proof {}

        /// With the managed identity of the machine it runs on.
        record ManagedIdentity() implements Proof {}

        /// With a token that another identity provider writes to a file, as on Kubernetes.
        record FederatedToken(Secret assertion) implements Proof {}
    }
}
