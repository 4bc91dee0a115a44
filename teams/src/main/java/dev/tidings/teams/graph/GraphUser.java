package dev.tidings.teams.graph;

import org.jspecify.annotations.Nullable;

/// Somebody in a tenant's directory.
///
/// @param id the Entra object id
/// @param guest whether the person belongs to another organisation; false if Graph did not say
/// @param removed whether the person is no longer there, which only a delta tells
public record GraphUser(
        String id,
        @Nullable String userPrincipalName,
        @Nullable String mail,
        @Nullable String displayName,
        boolean guest,
        boolean removed) {

    /// Leaves names and addresses out.
    @Override
    public String toString() {
        return "GraphUser[" + id + "]";
    }
}
