package dev.tidings.teams.connector;

import org.jspecify.annotations.Nullable;

/// A member of a team or chat, as far as Teams tells; do not depend on e-mail address or user principal name.
///
/// @param id `29:...`, meaningful to this bot only
/// @param aadObjectId the Entra object id, from `aadObjectId` or `objectId`
/// @param tenantId opaque
/// @param role such as `user`, `guest` or `anonymous`
public record Member(
        String id,
        @Nullable String aadObjectId,
        @Nullable String name,
        @Nullable String givenName,
        @Nullable String surname,
        @Nullable String email,
        @Nullable String userPrincipalName,
        @Nullable String tenantId,
        @Nullable String role) {

    /// Leaves everything out that tells who it is.
    @Override
    public String toString() {
        return "Member[" + id + "]";
    }
}
