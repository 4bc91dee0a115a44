package dev.tidings.server.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A secret from a setting, or from a file that is read at every use. Thread-safe; never printed.
public sealed interface Secret extends Supplier<String> {

    /// A secret written into a setting.
    static Secret of(String value) {
        return new Fixed(value);
    }

    /// A secret in a file, without the white space around it.
    ///
    /// @throws SettingRefusedException if the file cannot be read now, or is empty
    static Secret file(String setting, Path path) {
        Secret secret = new InFile(path);
        try {
            if (secret.get().isEmpty()) {
                throw new SettingRefusedException(setting, "the file " + path + " is empty", "Write the secret to it.");
            }
        } catch (UncheckedIOException unreadable) {
            throw new SettingRefusedException(
                    setting, "the file " + path + " cannot be read", "Check the path and the file's permissions.");
        }
        return secret;
    }

    /// A secret that does not change while the server runs.
    record Fixed(String value) implements Secret {
        @Override
        public String get() {
            return value;
        }

        @Override
        public String toString() {
            return "Secret[...]";
        }
    }

    /// A secret in a file; while the file is missing or empty, as in the middle of a rotation, the last one
    /// is used.
    ///
    /// It is read at every use: a few bytes, and the time of a change is no proof that there was none.
    final class InFile implements Secret {
        private final Path path;
        private volatile @Nullable String last;

        private InFile(Path path) {
            this.path = path;
        }

        @Override
        public String get() {
            String known = last;
            try {
                String value = Files.readString(path).strip();
                if (known == null || !value.isEmpty()) {
                    known = value;
                    last = value;
                }
            } catch (IOException unreadable) {
                if (known == null) {
                    throw new UncheckedIOException(unreadable);
                }
            }
            return known;
        }

        @Override
        public String toString() {
            return "Secret[" + path + "]";
        }
    }
}
