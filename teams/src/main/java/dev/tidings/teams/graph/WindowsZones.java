package dev.tidings.teams.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/// Time zones by the names that Windows has for them, as Unicode CLDR maps these for the whole world.
final class WindowsZones {
    private static final Properties NAMES = names();

    private WindowsZones() {}

    private static Properties names() {
        Properties names = new Properties();
        try (InputStream file = WindowsZones.class.getResourceAsStream("windows-zones.properties")) {
            names.load(new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8));
            return names;
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /// The zone of a name, Windows' or IANA's own; empty for any other.
    static Optional<ZoneId> find(String name) {
        try {
            return Optional.of(ZoneId.of(NAMES.getProperty(name, name)));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
