package dev.tidings.server.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Reads a secret that may be set as a value or as the name of a file, but not as both.
final class Secrets {
    private Secrets() {}

    static @Nullable Secret optional(String setting, @Nullable String value, @Nullable Path file) {
        boolean hasValue = value != null && !value.isBlank();
        if (hasValue && file != null) {
            throw new SettingRefusedException(
                    setting,
                    "it is set as a value and as a file",
                    "Keep one of " + setting + " and " + setting + "-file.");
        }
        if (file != null) {
            return Secret.file(setting + "-file", file);
        }
        return value == null || !hasValue ? null : Secret.of(value);
    }
}
