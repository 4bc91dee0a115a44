package dev.tidings.server.chaos;

import dev.tidings.server.TidingsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// The server with a wall clock that can be set while it runs: a file in its working directory says how far it is
/// from the machine's. The clock that only goes forward is the machine's. It ends with whoever started it.
public final class SteppedServer {
    private static final Path OFFSET = Path.of("clock-offset");

    private SteppedServer() {}

    /// Runs until it is killed, or until its standard input ends.
    public static void main(String[] arguments) throws IOException {
        new SpringApplication(TidingsServer.class, Clocks.class).run(arguments);
        try (InputStream starter = System.in) {
            while (starter.read() >= 0) {
                // Nobody has anything to say.
            }
        }
        Runtime.getRuntime().halt(1);
    }

    /// Where this class is, for a class path.
    static Path home() {
        try {
            return Path.of(SteppedServer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException strange) {
            throw new IllegalStateException(strange);
        }
    }

    /// Sets the clock of a server that works in a folder.
    static void set(Path folder, Duration offset) throws IOException {
        Path written = Files.writeString(folder.resolve(OFFSET + ".new"), offset.toString());
        Files.move(
                written, folder.resolve(OFFSET), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// The clock instead of the server's own.
    @Configuration(proxyBeanMethods = false)
    static class Clocks {
        @Bean
        @Primary
        InstantSource stepped() {
            return Clocks::now;
        }

        private static Instant now() {
            return InstantSource.system().instant().plus(offset());
        }

        private static Duration offset() {
            try {
                return Files.exists(OFFSET) ? Duration.parse(Files.readString(OFFSET)) : Duration.ZERO;
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
