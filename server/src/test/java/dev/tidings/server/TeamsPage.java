package dev.tidings.server;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/// The simulated Teams in a Chromium without a window, looked at as somebody. Closing ends it.
final class TeamsPage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ChromeDriver driver;

    private TeamsPage(ChromeDriver driver) {
        this.driver = driver;
    }

    /// Starts Chromium, or skips the test and says what to install.
    static TeamsPage start(Path profile) {
        return new TeamsPage(Chromium.start(profile, "--hide-scrollbars"));
    }

    /// Takes a picture of a conversation, so high that all of it is on it.
    void picture(FakeTeams teams, Person as, String conversation, String text, Path file) throws IOException {
        picture(teams, as, conversation, text, 720, file);
    }

    /// The same of a conversation that takes another height.
    void picture(FakeTeams teams, Person as, String conversation, String text, int height, Path file)
            throws IOException {
        driver.manage().window().setSize(new Dimension(1000, height));
        driver.get("about:blank");
        driver.get(teams.base() + "/#as=" + as.objectId() + "&in="
                + URLEncoder.encode(conversation, StandardCharsets.UTF_8));
        new WebDriverWait(driver, PATIENCE)
                .until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector("#pane"), text));
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
