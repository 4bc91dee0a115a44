package dev.tidings.faketeams.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.world.Message;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import tools.jackson.databind.node.ObjectNode;

class PageTest {
    private static final String ASKING = """
            {"type":"AdaptiveCard","version":"1.5","fallbackText":"Deploy to production?","body":[
             {"type":"TextBlock","text":"Deploy **42** to production?","wrap":true},
             {"type":"Input.Text","id":"note","label":"Note"}],
             "actions":[{"type":"Action.Execute","title":"Approve","verb":"approve","data":{"build":42}},
              {"type":"Action.Submit","title":"Later","data":{"later":true}}]}""";
    private static final String APPROVED = """
            {"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":
             {"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"Approved by Ann"}]}}""";

    private static Browser browser;

    private FakeTeams teams;
    private ListeningBot bot;
    private Scene scene;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void endBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void start() throws IOException {
        teams = FakeTeams.builder().start();
        bot = new ListeningBot();
        teams.connect(bot.uri());
        scene = new Scene(teams);
    }

    @AfterEach
    void end() {
        bot.close();
        teams.close();
    }

    @Test
    void a_message_appears_while_the_page_is_open_and_is_edited_and_deleted_there() {
        scene.installed();
        browser.open(teams, scene.ann, scene.chat);
        String sent = scene.says(scene.chat, "The night job is done");
        browser.until(".message .text", "The night job is done");

        scene.updates(scene.chat, sent, Scene.text("The night job failed"));
        browser.until(".message .text", "The night job failed");
        browser.until(".message header", "Edited");

        scene.deletes(scene.chat, sent);
        browser.until(".message.deleted", "This message has been deleted");
    }

    @Test
    void markdown_is_rendered() {
        Browser.needsTheRenderer();
        scene.installed();
        scene.says(scene.chat, "The **night job** is [done](https://example.com)");
        browser.open(teams, scene.ann, scene.chat);
        browser.until(".message .text strong", "night job");
        assertThat(browser.until(".message .text a").getDomAttribute("rel")).contains("noopener");
    }

    @Test
    void without_the_renderer_a_card_shows_its_fallback_text_and_its_buttons_work() {
        scene.installed();
        bot.answers(APPROVED);
        scene.sends(scene.chat, Scene.card(ASKING));
        browser.block("*/renderer.js");
        try {
            browser.open(teams, scene.ann, scene.chat);
            browser.until(".card", "Deploy to production?");
            browser.pressText(".card button", "Approve");
            browser.until(".card", "Approved by Ann");
        } finally {
            browser.block();
        }
    }

    @Test
    void markup_in_a_message_stays_text() {
        scene.installed();
        browser.open(teams, scene.ann, scene.chat);
        scene.says(scene.chat, "<img src=x onerror=document.title='hacked'> [link](javascript:alert(1))");
        ObjectNode xml = Scene.text("<b>bold</b><script>document.title='hacked'</script><i onclick=\"x()\">i</i>");
        scene.sends(scene.chat, xml.put("textFormat", "xml"));
        browser.until(".message .text b", "bold");
        assertThat(browser.all(".message img, .message script, .message [onclick], .message a[href^=javascript]"))
                .isEmpty();
        assertThat(browser.run("return document.title")).isEqualTo("Simulated Teams");
    }

    @Test
    void a_button_of_a_card_is_pressed_and_the_answer_replaces_the_card() {
        Browser.needsTheRenderer();
        scene.installed();
        bot.answers(APPROVED);
        browser.open(teams, scene.ann, scene.chat);
        scene.sends(scene.chat, Scene.card(ASKING));
        browser.until(".card .ac-textBlock strong", "42");
        browser.until(".card input").sendKeys("go ahead");
        browser.pressText(".card button", "Approve");
        browser.until(".card", "Approved by Ann");
        ObjectNode action =
                (ObjectNode) bot.heard("invoke").get(0).path("value").path("action");
        assertThat(action.path("verb").stringValue()).isEqualTo("approve");
        assertThat(action.path("data")).isEqualTo(Json.object().put("build", 42).put("note", "go ahead"));
    }

    @Test
    void a_submit_button_posts_a_message_with_a_value() {
        Browser.needsTheRenderer();
        scene.installed();
        scene.sends(scene.chat, Scene.card(ASKING));
        browser.open(teams, scene.ann, scene.chat);
        browser.pressText(".card button", "Later");
        browser.until("the bot hears of it", () -> !bot.heard("message").isEmpty());
        ObjectNode heard = bot.heard("message").get(0);
        assertThat(heard.path("value").path("later").booleanValue()).isTrue();
        assertThat(heard.has("text")).isFalse();
    }

    @Test
    void writing_in_a_channel_mentions_the_bot_and_the_reply_lands_in_the_thread() {
        scene.installed();
        browser.open(teams, scene.ann, scene.channel);
        browser.until(".foot .box").sendKeys("hello @bo");
        browser.until(".suggestions [role=option]", teams.bot().name());
        browser.write(Keys.ENTER, "how are you?");
        browser.until(".thread .mention", teams.bot().name());
        browser.until("the bot hears of it", () -> !bot.heard("message").isEmpty());
        ObjectNode heard = bot.heard("message").get(0);
        assertThat(heard.path("text").stringValue())
                .isEqualTo("hello <at>" + teams.bot().name() + "</at> how are you?");
        assertThat(heard.path("entities").findValuesAsString("type")).contains("mention");

        String thread = heard.path("conversation").path("id").stringValue();
        scene.says(thread, "Fine, thank you");
        browser.until(".thread .replies .message", "Fine, thank you");
        browser.pressText(".thread .reply", "Reply");
        browser.until(".thread .box").sendKeys("Good to hear", Keys.ENTER);
        browser.until(".thread .replies .message", "Good to hear");
        assertThat(browser.all(".thread")).hasSize(1);
    }

    @Test
    void a_reaction_is_given_and_taken_back() {
        scene.installed();
        scene.says(scene.chat, "We won");
        browser.open(teams, scene.ann, scene.chat);
        browser.hover(".message");
        browser.press("React with heart");
        browser.until(".reactions [aria-pressed=true]", "1");
        browser.until("the bot hears of it", () -> bot.heard("messageReaction").size() == 1);
        browser.until(".reactions button").click();
        browser.until("no reaction is left", () -> browser.all(".reactions").isEmpty());
        browser.until("the bot hears of it", () -> bot.heard("messageReaction").size() == 2);
        assertThat(bot.heard("messageReaction").get(1).path("reactionsRemoved").findValuesAsString("type"))
                .containsExactly("heart");
    }

    @Test
    void installing_lets_a_person_write_and_blocking_refuses_the_bot() {
        browser.open(teams, scene.ann, scene.chat);
        browser.until(".notice", "not installed");
        browser.pressText(".notice button", "Install");
        browser.write("hi");
        browser.until(".message.own", "hi");
        assertThat(bot.heard("installationUpdate")).hasSize(1);

        browser.press("More for this place");
        browser.pressText(".menu button", "Block");
        browser.until(".notice", "You blocked");
        assertThat(teams.report().byStatus()).doesNotContainKey(403);
        assertThatThrownBy(() -> scene.says(scene.chat, "are you there?"))
                .hasMessageContaining("ConversationBlockedByUser");
        browser.pressText(".notice button", "Unblock");
        browser.until(".foot .box");
        scene.says(scene.chat, "good to have you back");
        browser.until(".message", "good to have you back");
    }

    @Test
    void news_elsewhere_is_marked_unread_and_notified_with_its_summary() {
        scene.installed();
        browser.open(teams, scene.ann, scene.group);
        scene.sends(scene.chat, Scene.card(ASKING).put("summary", "A deployment waits for you"));
        browser.until(".toast", "A deployment waits for you");
        browser.until("[data-place='" + scene.chat + "'] .count", "1");
        scene.sends(scene.chat, Scene.card(ASKING));
        browser.until(".toast", "Sent a card");

        ObjectNode quiet = Scene.text("just for the record");
        quiet.putObject("channelData").putObject("notification").put("alert", false);
        scene.sends(scene.chat, quiet);
        browser.until("[data-place='" + scene.chat + "'] .count", "3");
        scene.sends(scene.channel, scene.mentioning(scene.ann, "look"));
        browser.until("[data-place='" + scene.channel + "'] .count.mention", "1");
        assertThat(browser.all(".toast")).noneMatch(toast -> toast.getText().contains("just for the record"));
        browser.until("[data-place='" + scene.chat + "']").click();
        browser.until(
                "nothing is unread",
                () -> browser.all("[data-place='" + scene.chat + "'] .count").isEmpty());
    }

    @Test
    void only_the_person_it_is_meant_for_sees_a_targeted_message() {
        scene.installed();
        scene.whispers(scene.group, scene.ann, "your seat is 12A");
        scene.says(scene.group, "boarding has begun");
        browser.open(teams, scene.ann, scene.group);
        browser.until(".message.targeted", "Only you can see this");
        browser.open(teams, scene.ben, scene.group);
        browser.until(".message", "boarding has begun");
        assertThat(browser.all(".message")).hasSize(1);
    }

    @Test
    void on_a_narrow_screen_one_goes_back_to_the_list_and_in_again() {
        scene.installed();
        scene.says(scene.chat, "hello");
        browser.size(400, 800);
        try {
            browser.open(teams, scene.ann, scene.chat);
            browser.press("Back to the list");
            browser.until("[data-place='" + scene.chat + "']").click();
            browser.until(".message", "hello");
        } finally {
            browser.size(1280, 800);
        }
    }

    @Test
    void somebody_else_is_chosen_and_sees_their_own_chats() {
        scene.installed();
        teams.people().install(scene.ben);
        scene.says(teams.scenery().personalChat(scene.ben), "for Ben only");
        browser.open(teams, scene.ann, scene.chat);
        browser.until("#me").click();
        browser.until(".picker input").sendKeys(scene.ben.surname());
        browser.until("[data-person='" + scene.ben.objectId() + "']").click();
        browser.until("#me", scene.ben.name());
        browser.until(".entry", "for Ben only").click();
        browser.until(".message", "for Ben only");
    }

    @Test
    void what_the_bot_does_not_take_is_said() {
        scene.installed();
        bot.fails(401);
        browser.open(teams, scene.ann, scene.chat);
        browser.write("anybody there?");
        browser.until(".problem", "The bot answered 401");
    }

    @Test
    void faults_are_switched_on_and_off_and_the_referee_counts() {
        scene.installed();
        browser.open(teams, scene.ann, scene.chat);
        browser.press("Control");
        browser.pressText(".toggles button", "429");
        browser.until(".toggles [aria-pressed=true]", "429");
        assertThatThrownBy(() -> scene.says(scene.chat, "too much")).hasMessageContaining("429");
        browser.until(".statuses", "429 × 1");
        browser.pressText(".toggles button", "429");
        browser.until(
                "it is off", () -> browser.all(".toggles [aria-pressed=true]").isEmpty());
        scene.says(scene.chat, "now it works");
        browser.until(".message", "now it works");
    }

    @Test
    void the_page_finds_its_way_back_after_a_restart() {
        scene.installed();
        browser.open(teams, scene.ann, scene.chat);
        int port = teams.port();
        teams.close();
        browser.until(".live.lost");
        teams = FakeTeams.builder().port(port).start();
        scene = new Scene(teams).installed();
        scene.says(scene.chat, "back again");
        browser.until(".message", "back again");
        browser.until(".live:not(.lost)");
    }

    @Test
    void ten_thousand_messages_do_not_choke_the_page() {
        scene.installed();
        browser.open(teams, scene.ann, scene.chat);
        teams.enforceLimits(false);
        browser.run("""
                window.done = 0;
                (async () => {
                  const post = (n) => fetch('/teams/v3/conversations/%s/activities', {method: 'POST',
                    headers: {'Content-Type': 'application/json'}, body: JSON.stringify({type: 'message', text: 'number ' + n})});
                  for (let n = 1; n <= 10000; n += 100) {
                    await Promise.all(Array.from({length: 100}, (x, i) => post(n + i)));
                    window.done = n + 99;
                  }
                })();
                """.formatted(Scene.segment(scene.chat)));
        // Each thousand has a deadline of its own: a busy machine may be slow, but must get on.
        for (int posted = 1_000; posted <= 10_000; posted += 1_000) {
            int expected = posted;
            browser.until(
                    posted + " are posted", () -> ((Number) browser.run("return window.done")).intValue() >= expected);
        }
        List<Message> all = teams.scenery().messages(scene.chat);
        browser.until(".message", all.get(all.size() - 1).text());
        assertThat(browser.all(".message").size()).isBetween(50, 400);
        long before = (Long) browser.run("return document.querySelectorAll('.message').length");
        browser.run("document.querySelector('.scroller').scrollTop = 0");
        browser.until(
                "older ones appear",
                () -> (Long) browser.run("return document.querySelectorAll('.message').length") > before);
    }
}
