package dev.tidings.teams.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.teams.activity.Attachment;
import dev.tidings.teams.activity.Message;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Good and bad messages, and what the linter says to each.
class LinterTest {
    private static final URI PAGE = URI.create("https://build.example/7");

    private static Notification good() {
        return said("Build 7 of checkout failed");
    }

    private static Welcome goodWelcome() {
        return Welcome.of("Ann Lee added me here.", "I tell you when builds fail.")
                .next(new Action.Say("Show my builds", "builds"));
    }

    static Stream<Arguments> notifications() {
        return Stream.of(
                row("all five elements", good()),
                row(
                        "several buttons",
                        good().with(new Action.Done("Seen")).with(new Action.Call("Retry", "retry", null))),
                row("a mandatory topic", good().aboutMandatory("safety")),
                row("a text beside what happened", good().saying("Two of 318 checks were red.")),
                row("capital letters in a short name", said("SAP is back")),
                row("a script without small letters", said("第七次构建失败了，请尽快查看一下构建日志吧")),
                row("a button instead of a link", withoutLink(good()).with(new Action.Done("Seen"))),
                row("no item", Notification.of("It failed").by("Ann").at(PAGE).about("builds"), "no-item"),
                row(
                        "no actor",
                        Notification.of("It failed")
                                .to(Item.of("checkout"))
                                .at(PAGE)
                                .about("b"),
                        "no-actor"),
                row("an actor without a name", good().by(" "), "no-actor"),
                row("nothing to do", withoutLink(good()), "no-action"),
                row(
                        "no way to stop it",
                        Notification.of("It failed")
                                .to(Item.of("checkout"))
                                .by("Ann")
                                .at(PAGE),
                        "no-opt-out"),
                row("only a sentence", Notification.of("It failed"), "no-item", "no-actor", "no-action", "no-opt-out"),
                row("a long story instead of what happened", said("It failed again. ".repeat(10)), "long-what"),
                row("shouting", said("BUILD FAILED AGAIN"), "shouting"),
                row("a text that takes minutes to read", good().saying("word ".repeat(400)), "long-text"),
                row(
                        "a button that says too much",
                        good().with(new Action.Done("I have looked at this and it is fine now")),
                        "long-button"),
                row(
                        "two buttons that say the same",
                        good().with(new Action.Done("OK")).with(new Action.Call("OK", "ok", null)),
                        "same-buttons"),
                row(
                        "a button to an unencrypted page",
                        good().with(new Action.Open("Log", URI.create("http://build.example"))),
                        "insecure-link"),
                row("HTML in what happened", said("Build <b>7</b> failed"), "html"));
    }

    static Stream<Arguments> welcomes() {
        return Stream.of(
                row("all three elements", goodWelcome()),
                row("a greeting too", goodWelcome().titled("Hello Ann")),
                row(
                        "no reason",
                        new Welcome(
                                null,
                                "",
                                "I tell you when builds fail.",
                                goodWelcome().next(),
                                goodWelcome().language()),
                        "no-why"),
                row(
                        "no offer",
                        new Welcome(
                                null,
                                "Ann added me.",
                                " ",
                                goodWelcome().next(),
                                goodWelcome().language()),
                        "no-offer"),
                row("nothing to try", Welcome.of("Ann added me.", "I tell you when builds fail."), "no-next"),
                row(
                        "a novel",
                        Welcome.of("Ann added me.", "blah ".repeat(400)).next(new Action.Say("Go", "go")),
                        "long-text"));
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                row("a plain text", Message.text("Your export is ready")),
                row("a card with a summary", Message.card(json(TEXT)).withSummary("Your export is ready")),
                row(
                        "a mention with a reason",
                        Message.text("<at>Ann</at> your export is ready").withMention("29:a", "Ann")),
                row(
                        "a described picture",
                        Message.card(json(image("https://x.example/a.png", "A chart")))
                                .withSummary("s")),
                row("a card that only shows itself", Message.card(json(TEXT)), "no-summary"),
                row(
                        "a summary that banners cut",
                        Message.card(json(TEXT)).withSummary("x".repeat(200)),
                        "long-summary"),
                row("a text that takes minutes to read", Message.text("word ".repeat(400)), "long-text"),
                row("a message near the limit", Message.text("x".repeat(45_000)), "large"),
                row(
                        "a mention and nothing else",
                        Message.text("<at>Ann</at>").withMention("29:a", "Ann"),
                        "mention-without-text"),
                row("a mention of nobody", Message.text("<at>Ann</at> your export is ready"), "mention-of-nobody"),
                row(
                        "an unencrypted picture",
                        Message.card(json(image("http://x.example/a.png", "A chart")))
                                .withSummary("s"),
                        "insecure-image"),
                row(
                        "a picture that is not described",
                        Message.card(json(image("https://x.example/a.png", ""))).withSummary("s"),
                        "no-alt-text"),
                row(
                        "a drawing",
                        Message.card(json(image("https://x.example/a.svg", "A chart")))
                                .withSummary("s"),
                        "image-format"),
                row(
                        "a large picture inside",
                        Message.card(json(image("data:image/png;base64," + "A".repeat(1_500_000), "A chart")))
                                .withSummary("s"),
                        "large-image"),
                row(
                        "a WebP picture inside",
                        Message.text("look").withAttachment(Attachment.image("image/webp", new byte[] {1})),
                        "image-format"),
                row(
                        "a card of the future",
                        Message.card(
                                        json(
                                                "{\"type\":\"AdaptiveCard\",\"version\":\"1.6\",\"body\":[{\"type\":\"TextBlock\",\"text\":\"x\"}]}"))
                                .withSummary("s"),
                        "new-card"),
                row(
                        "a card without a version that can be read",
                        Message.card(
                                        json(
                                                "{\"type\":\"AdaptiveCard\",\"version\":\"new\",\"body\":[{\"type\":\"TextBlock\",\"text\":\"x\"}]}"))
                                .withSummary("s"),
                        "no-version"),
                row(
                        "an empty card",
                        Message.card(json("{\"type\":\"AdaptiveCard\",\"version\":\"1.5\",\"body\":[]}"))
                                .withSummary("s"),
                        "empty-card"),
                row(
                        "more buttons than Teams shows",
                        Message.card(json(TEXT.replace("]}", "],\"actions\":[{},{},{},{},{},{},{}]}")))
                                .withSummary("s"),
                        "many-buttons"),
                row(
                        "a long line that is cut",
                        Message.card(json(TEXT.replace("ready", "ready, and it is a good deal longer than a line")))
                                .withSummary("s"),
                        "no-wrap"));
    }

    private static final String TEXT =
            "{\"type\":\"AdaptiveCard\",\"version\":\"1.5\",\"body\":[{\"type\":\"TextBlock\",\"text\":\"ready\"}]}";

    @ParameterizedTest(name = "{0}")
    @MethodSource("notifications")
    void a_notification_is_told_what_its_readers_would_miss(Notification notification, List<String> rules) {
        assertThat(rules(Linter.check(notification))).isEqualTo(rules);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("welcomes")
    void a_welcome_is_told_what_its_readers_would_miss(Welcome welcome, List<String> rules) {
        assertThat(rules(Linter.check(welcome))).isEqualTo(rules);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void a_message_is_told_what_teams_would_make_of_it(Message message, List<String> rules) {
        assertThat(rules(Linter.check(message))).isEqualTo(rules);
    }

    private static List<String> rules(List<Finding> findings) {
        return findings.stream().map(Finding::rule).distinct().toList();
    }

    private static Notification said(String what) {
        return Notification.of(what)
                .to(Item.of("checkout").at(PAGE))
                .by("Ann Lee")
                .at(PAGE)
                .about("builds");
    }

    private static Notification withoutLink(Notification from) {
        return new Notification(
                from.what(),
                from.text(),
                from.item(),
                from.actor(),
                from.actions(),
                null,
                from.topic(),
                false,
                from.language());
    }

    private static Arguments row(String name, Object message, String... rules) {
        return Arguments.of(Named.of(name, message), List.of(rules));
    }

    private static String image(String url, String alt) {
        return "{\"type\":\"AdaptiveCard\",\"version\":\"1.5\",\"body\":[{\"type\":\"Image\",\"url\":\"" + url
                + "\",\"altText\":\"" + alt + "\"}]}";
    }

    private static ObjectNode json(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }
}
