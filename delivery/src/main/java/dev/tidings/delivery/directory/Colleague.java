package dev.tidings.delivery.directory;

import org.jspecify.annotations.Nullable;

/// Somebody of the organisation, as Microsoft Graph lists them.
///
/// @param objectId the Entra object id, in lower case
/// @param guest whether the person belongs to another organisation
/// @param person under which id the directory knows the person, or null if it does not
public record Colleague(
        String objectId, boolean guest, @Nullable String person) {

    /// As which the person is known here.
    public String id() {
        return person == null ? objectId : person;
    }
}
