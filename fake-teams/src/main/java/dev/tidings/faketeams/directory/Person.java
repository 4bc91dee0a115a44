package dev.tidings.faketeams.directory;

import java.time.ZoneId;

/// Someone in a tenant. `index` is their place in the tenant's directory, from 0.
public record Person(
        String tenantId,
        int index,
        String objectId,
        String givenName,
        String surname,
        String userPrincipalName,
        Place place) {
    /// Where somebody lives: BCP 47 locale, two-letter country, time zone.
    public record Place(String locale, String country, ZoneId zone) {
        Place(String locale, String zone) {
            this(locale, locale.substring(locale.length() - 2), ZoneId.of(zone));
        }
    }

    /// The display name.
    public String name() {
        return givenName + " " + surname;
    }
}
