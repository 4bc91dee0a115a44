package dev.tidings.faketeams.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.login.BotApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.node.ObjectNode;

/// Takes the pictures of the simulated Teams that the documentation shows.
///
/// `mvn -pl fake-teams test -Dtest=ScreenshotsTest -Dsurefire.failIfNoSpecifiedTests=false -Dpictures=docs/images`
/// writes `simulated-teams.png` and, beside it, one picture per theme, width and place.
@EnabledIfSystemProperty(named = "pictures", matches = ".+", disabledReason = "-Dpictures=FOLDER says where to")
class ScreenshotsTest {
    private static final String APP = "6f2a4f1e-8a4b-4a57-9d3c-2f7f0c1b9e10";
    private static final String RELEASE = """
            {"type":"AdaptiveCard","version":"1.5","body":[
             {"type":"TextBlock","text":"Release 4.2 waits for you","weight":"Bolder","size":"Medium","wrap":true},
             {"type":"TextBlock","text":"All **318** checks passed. Deploy to production tonight?","wrap":true},
             {"type":"FactSet","facts":[{"title":"Service","value":"Checkout"},{"title":"Window","value":"22:00 to 22:30"},
              {"title":"Risk","value":"Low"}]},
             {"type":"Input.ChoiceSet","id":"when","value":"tonight","choices":[{"title":"Tonight","value":"tonight"},
              {"title":"Tomorrow morning","value":"tomorrow"}]}],
             "actions":[{"type":"Action.Execute","title":"Approve","verb":"approve","style":"positive"},
              {"type":"Action.Execute","title":"Reject","verb":"reject","style":"destructive"},
              {"type":"Action.OpenUrl","title":"Open the report","url":"https://example.com/report"}]}""";

    @Test
    void pictures_are_taken() throws IOException {
        Path folder = Files.createDirectories(Path.of(System.getProperty("pictures")));
        try (Browser browser = Browser.start();
                ListeningBot bot = new ListeningBot();
                FakeTeams teams =
                        FakeTeams.builder().bot(BotApp.of(APP).named("Tidings")).start()) {
            teams.connect(bot.uri());
            teams.enforceLimits(false);
            Scene scene = new Scene(teams).installed();
            fill(scene);
            front(browser, scene, folder.resolve("simulated-teams.png"));
            for (boolean dark : new boolean[] {false, true}) {
                browser.dark(dark);
                String theme = dark ? "dark" : "light";
                browser.size(1280, 800);
                take(browser, scene, scene.chat, folder.resolve(theme + "-chat.png"));
                take(browser, scene, scene.group, folder.resolve(theme + "-group.png"));
                take(browser, scene, "everything", folder.resolve(theme + "-everything.png"));
                take(browser, scene, scene.channel, folder.resolve(theme + "-channel.png"));
                open(browser, folder, theme);
                toasts(browser, scene);
                browser.press("Control");
                browser.until(".gauge");
                Files.write(folder.resolve(theme + "-control.png"), browser.picture());
                browser.size(400, 800);
                take(browser, scene, scene.chat, folder.resolve(theme + "-narrow-chat.png"));
                take(browser, scene, scene.channel, folder.resolve(theme + "-narrow-channel.png"));
                browser.press("Back to the list");
                Files.write(folder.resolve(theme + "-narrow-list.png"), browser.picture());
            }
            assertThat(folder.resolve("simulated-teams.png")).isNotEmptyFile();
        }
    }

    private static void take(Browser browser, Scene scene, String place, Path file) throws IOException {
        browser.open(scene.teams, scene.ann, place);
        browser.until(".message");
        browser.until("images are there", () -> (Boolean) browser.run("return document.readyState === 'complete'"));
        Files.write(file, browser.picture());
    }

    private static void open(Browser browser, Path folder, String theme) throws IOException {
        browser.until(".foot .box").sendKeys("@m");
        browser.until(".suggestions [role=option]");
        Files.write(folder.resolve(theme + "-mention.png"), browser.picture());
        browser.press("More for this place");
        browser.until(".menu");
        Files.write(folder.resolve(theme + "-menu.png"), browser.picture());
        browser.run("document.querySelector('#me').click()");
        browser.until(".picker .entry");
        Files.write(folder.resolve(theme + "-people.png"), browser.picture());
        browser.run("document.querySelector('.picker').close()");
    }

    private static void front(Browser browser, Scene scene, Path file) throws IOException {
        browser.dark(false);
        browser.open(scene.teams, scene.ann, scene.chat);
        browser.until(".message .card, .message .card-text");
        scene.says(scene.group, "The rollout of 4.2 starts at 22:00. Nothing to do until then.");
        browser.until(".toast", "rollout");
        Files.write(file, browser.picture());
    }

    private static void toasts(Browser browser, Scene scene) {
        scene.says(scene.chat, "The **nightly import** has finished: 12,480 rows, no errors.");
        scene.sends(scene.chat, Scene.card(RELEASE).put("summary", "Release 4.2 waits for your approval"));
        browser.until(".toast", "Release 4.2");
    }

    private static void fill(Scene scene) {
        var people = scene.teams.people();
        scene.says(
                scene.chat,
                "Good morning, " + scene.ann.givenName() + ". I will tell you here when something needs you.");
        people.says(scene.ann, "thanks, how did the night go?");
        String night = scene.says(scene.chat, """
                Two things happened:

                1. The **import** took 14 minutes, as always
                2. `checkout-7` was restarted once, see [the log](https://example.com/log)
                """);
        people.reacts(scene.ann, scene.chat, night, "like");
        scene.sends(scene.chat, Scene.card(RELEASE).put("summary", "Release 4.2 waits for your approval"));

        people.saysIn(scene.ben, scene.group, "are we ready for tonight?");
        scene.sends(scene.group, scene.mentioning(scene.ann, "the release waits for your approval"));
        scene.whispers(scene.group, scene.ann, "You are on call tonight, until 06:00.");
        String gone = scene.says(scene.group, "wrong chat");
        scene.deletes(scene.group, gone);

        String post = scene.says(scene.channel, "**Checkout** answers slowly since 09:12. I am watching it.");
        String thread = scene.channel + ";messageid=" + post;
        people.saysIn(scene.ben, thread, "looking into it");
        for (int minutes = 1; minutes <= 5; minutes++) {
            scene.says(thread, "95 % of requests within " + (900 - minutes * 140) + " ms");
        }
        String fixed = scene.says(thread, "Back to normal since 09:31.");
        people.reacts(scene.ben, scene.channel, fixed, "heart");
        people.reacts(scene.ann, scene.channel, fixed, "heart");
        String edited = scene.says(scene.channel, "Lunch menu: soup");
        scene.updates(scene.channel, edited, Scene.text("Lunch menu: soup, bread and apples"));
        people.mentionsBot(scene.ann, scene.channel, "who is on call?");
        ObjectNode hello = scene.mentioning(scene.ann, "you are, until 06:00.");
        scene.sends(scene.channel, hello);
    }
}
