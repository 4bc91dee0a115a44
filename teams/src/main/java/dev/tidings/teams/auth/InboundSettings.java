package dev.tidings.teams.auth;

import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an inbound token must say, and where the keys to verify it are published.
///
/// @param appIds the app ids of all bots of this process; a token must be meant for one of them
/// @param issuer who must have issued the token
/// @param openIdMetadata the issuer's OpenID metadata: on a host of [Cloud#openIdMetadata()], or on this
///     machine
public record InboundSettings(Set<String> appIds, String issuer, URI openIdMetadata) {

    /// @throws IllegalArgumentException if there is no app id, or the metadata is neither Microsoft's nor
    ///     on this machine
    public InboundSettings {
        appIds = Set.copyOf(appIds);
        if (appIds.isEmpty() || appIds.stream().anyMatch(String::isBlank) || issuer.isBlank()) {
            throw new IllegalArgumentException("inbound tokens need an issuer and at least one app id");
        }
        requireTrusted(Origin.of(openIdMetadata));
    }

    /// The settings of a cloud.
    ///
    /// @param openIdMetadata metadata on this machine to use instead of the cloud's, or null
    public static InboundSettings of(Cloud cloud, Set<String> appIds, @Nullable URI openIdMetadata) {
        return new InboundSettings(
                appIds, cloud.issuer(), openIdMetadata == null ? cloud.openIdMetadata() : openIdMetadata);
    }

    private static void requireTrusted(Origin origin) {
        boolean microsoft = Arrays.stream(Cloud.values())
                .map(Cloud::openIdMetadata)
                .map(Origin::of)
                .anyMatch(origin::equals);
        if (!microsoft && !origin.loopback()) {
            throw new IllegalArgumentException(
                    "OpenID metadata is read from Microsoft or from this machine only, not from " + origin);
        }
    }
}
