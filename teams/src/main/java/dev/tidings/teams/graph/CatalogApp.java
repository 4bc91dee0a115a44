package dev.tidings.teams.graph;

import org.jspecify.annotations.Nullable;

/// An app in a tenant's catalog or in the store.
///
/// @param id the catalog's own id, by which it is installed
/// @param externalId the id in the app's manifest, for an app of the organisation
public record CatalogApp(
        String id, @Nullable String externalId, @Nullable String displayName) {}
