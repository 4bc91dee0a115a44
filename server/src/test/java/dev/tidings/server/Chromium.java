package dev.tidings.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/// Starts Chromium without a window.
public final class Chromium {
    private Chromium() {}

    /// Starts it, or skips the test and says what to install. Whoever gets it quits it.
    ///
    /// @param profile an empty folder
    /// @param more further arguments
    public static ChromeDriver start(Path profile, String... more) {
        Path chromium = onPath("chromium");
        Path driver = onPath("chromedriver");
        assumeTrue(
                Files.isExecutable(chromium) && Files.isExecutable(driver),
                "Chromium is needed: apt-get install chromium chromium-driver");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.toFile())
                .usingAnyFreePort()
                .build();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--lang=en-GB",
                "--user-data-dir=" + profile);
        options.addArguments(more);
        return new ChromeDriver(service, options);
    }

    private static Path onPath(String name) {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(Path.of(name));
    }
}
