package dev.tidings.faketeams.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/// A Chromium without a window that looks at the page as a person does. Closing ends it.
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path profile;
    private final ChromeDriver driver;

    private Browser(Path chromium, Path driverFile) {
        try {
            profile = Files.createTempDirectory("chromium");
        } catch (IOException noRoom) {
            throw new UncheckedIOException(noRoom);
        }
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driverFile.toFile())
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
                "--hide-scrollbars",
                "--user-data-dir=" + profile);
        driver = new ChromeDriver(service, options);
        size(1280, 800);
    }

    /// Starts Chromium, or skips the test and says what to install.
    static Browser start() {
        Path chromium = onPath("chromium", "google-chrome", "chromium-browser");
        Path driverFile = onPath("chromedriver");
        assumeTrue(
                Files.isExecutable(chromium) && Files.isExecutable(driverFile),
                "Chromium is needed: apt-get install chromium chromium-driver");
        return new Browser(chromium, driverFile);
    }

    /// Skips the test when the page was built without npm, and says what to install.
    static void needsTheRenderer() {
        assumeTrue(
                Browser.class.getResource("/web/renderer.js") != null,
                "The card renderer is built with npm: install Node.js 20 or newer, then build again");
    }

    /// Opens a conversation as somebody.
    void open(FakeTeams teams, Person as, String conversation) {
        driver.get("about:blank");
        driver.get(teams.base() + "/#as=" + as.objectId() + "&in="
                + URLEncoder.encode(conversation, StandardCharsets.UTF_8));
        until("#pane .head h1");
        until("the page is live", () -> !all(".live:not(.lost)").isEmpty());
    }

    WebElement until(String css) {
        return new WebDriverWait(driver, PATIENCE)
                .until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(css)));
    }

    /// Waits for an element that shows this text.
    WebElement until(String css, String text) {
        List<WebElement> found = new ArrayList<>();
        new WebDriverWait(driver, PATIENCE)
                .withMessage(css + " with " + text)
                .ignoring(StaleElementReferenceException.class)
                .until(now -> all(css).stream()
                        .filter(each -> each.getText().contains(text))
                        .limit(1)
                        .map(found::add)
                        .findFirst()
                        .orElse(false));
        return found.get(found.size() - 1);
    }

    /// Waits until a condition holds.
    void until(String what, BooleanSupplier condition) {
        new WebDriverWait(driver, PATIENCE).withMessage(what).until(now -> condition.getAsBoolean());
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /// Presses the control with this accessible name.
    void press(String name) {
        until("[aria-label='" + name + "']");
        run("document.querySelector(\"[aria-label='" + name + "']\").click()");
    }

    void hover(String css) {
        new Actions(driver).moveToElement(until(css)).perform();
    }

    void pressText(String css, String text) {
        until(css, text).click();
    }

    /// Writes into the composer at the bottom, after what is there, and presses Enter.
    void write(CharSequence... keys) {
        WebElement box = until(".foot .box");
        box.sendKeys(keys);
        box.sendKeys(Keys.ENTER);
    }

    Object run(String script) {
        return Objects.requireNonNullElse(driver.executeScript(script), "");
    }

    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /// Which addresses fail to load from now on.
    void block(String... patterns) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of(patterns)));
    }

    void dark(boolean dark) {
        Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    }

    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException stillUsed) {
            profile.toFile().deleteOnExit();
        }
    }

    private static Path onPath(String... names) {
        for (String name : names) {
            for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
                Path file = Path.of(folder, name);
                if (Files.isExecutable(file)) {
                    return file;
                }
            }
        }
        return Path.of(names[0]);
    }
}
