package dev.tidings.server.playground;

import dev.tidings.server.Chromium;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/// The Playground's page in a Chromium without a window, used as a person does: by what can be read on
/// it. Closing ends
/// it.
final class PlaygroundPage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BOT = "Test Bot";
    private static final String BOX = "//*[@role='textbox']";

    /// The list of chats, the log panel and what is being written show the same words as the conversation.
    private static final String NOT_BESIDE =
            "[not(ancestor-or-self::*[@role='tree' or @role='textbox' or @spellcheck='false'])]";

    private final ChromeDriver driver;

    private PlaygroundPage(ChromeDriver driver) {
        this.driver = driver;
    }

    /// Opens the page, or skips the test and says what to install.
    static PlaygroundPage open(URI page, Path profile) {
        PlaygroundPage opened = new PlaygroundPage(Chromium.start(
                profile,
                // Its fonts come from Microsoft's network; this fails at once instead of after a while.
                "--host-resolver-rules=MAP *.office.net ~NOTFOUND",
                // Narrower, and the list of chats is folded away.
                "--window-size=1400,900"));
        opened.driver.get(page.toString());
        // The last thing it does while it starts: tell the bot that it was installed in the first chat.
        opened.until("//*" + showing("installationUpdate"));
        return opened;
    }

    /// Goes to a chat or channel by its name.
    void goTo(String place) {
        until("//*[@role='treeitem']//*" + showing(place)).click();
    }

    /// Writes in the 1:1 chat or the group chat that is open.
    void writes(String text) {
        type(until(BOX), text).sendKeys(Keys.ENTER).perform();
        sees(text);
    }

    /// Mentions the bot in the group chat that is open.
    void mentionsBot(String text) {
        mention(until(BOX), text).sendKeys(Keys.ENTER).perform();
        sees(text);
    }

    /// Starts a thread that mentions the bot, in the channel that is open.
    void postsToBot(String text) {
        mention(until(BOX), text).perform();
        until("//button[normalize-space()='Post']").click();
        sees(text);
    }

    /// Mentions the bot in a reply to the post that shows a text.
    void repliesToBot(String post, String text) {
        mention(until(post(post) + BOX), text).sendKeys(Keys.ENTER).perform();
        seesBelow(post, text);
    }

    /// Waits until a text is there in the conversation that is open.
    void sees(String text) {
        until("//*" + showing(text) + NOT_BESIDE);
    }

    /// Waits until a text is there in the same thread as another one.
    void seesBelow(String post, String text) {
        until(post(post) + "//*" + showing(text) + NOT_BESIDE);
    }

    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    private Actions type(WebElement box, String text) {
        return new Actions(driver).click(box).sendKeys(text);
    }

    private Actions mention(WebElement box, String text) {
        int before = bots().size();
        type(box, "@").perform();
        new WebDriverWait(driver, PATIENCE)
                .withMessage("the names to choose from")
                .until(now -> bots().size() > before);
        bots().getLast().click();
        return new Actions(driver).sendKeys(" " + text);
    }

    private List<WebElement> bots() {
        return driver.findElements(By.xpath("//*[normalize-space(text())='" + BOT + "']"));
    }

    private WebElement until(String xpath) {
        return new WebDriverWait(driver, PATIENCE)
                .withMessage(xpath)
                .until(ExpectedConditions.visibilityOfElementLocated(By.xpath(xpath)));
    }

    private static String post(String text) {
        return "//*[@role='group'][.//*" + showing(text) + "]";
    }

    private static String showing(String text) {
        return "[text()[contains(normalize-space(.), \"" + text + "\")]]";
    }

    @Override
    public void close() {
        driver.quit();
    }
}
