package dev.tidings.teams.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.util.TimeZone;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The names of time zones on Windows, compared with those that ICU has from Unicode CLDR.
class WindowsZonesTest {

    /// If this fails after an upgrade of ICU, the file is to be written anew from what it prints.
    @Test
    void every_name_that_unicode_knows_has_its_zone() {
        Set<String> names = TimeZone.getAvailableIDs(TimeZone.SystemTimeZoneType.ANY, null, null).stream()
                .map(TimeZone::getWindowsID)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names).hasSizeGreaterThan(100);
        assertThat(names)
                .as(() -> names.stream()
                        .map(name -> name.replace(" ", "\\ ") + "=" + unicode(name))
                        .collect(Collectors.joining("\n")))
                .allSatisfy(name -> assertThat(WindowsZones.find(name)).contains(ZoneId.of(unicode(name))));
    }

    private static String unicode(String name) {
        return TimeZone.getIDForWindowsID(name, "001");
    }

    @Test
    void names_of_iana_are_taken_as_they_are_and_others_are_nothing() {
        assertThat(WindowsZones.find("Europe/Berlin")).contains(ZoneId.of("Europe/Berlin"));
        assertThat(Stream.of("", "Customized Time Zone", "tzone://Microsoft/Custom", "../x"))
                .allSatisfy(name -> assertThat(WindowsZones.find(name)).isEmpty());
    }
}
