package dev.tidings.teams.notice;

import static dev.tidings.teams.notice.NotificationTest.card;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidings.faketeams.FakeTeams;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Microsoft's own renderer, which the local Teams brings from npm, has nothing to say against our cards.
class RenderedTest {
    private static final String CHECK = """
            import { cards } from "./renderer.mjs";
            import { readFileSync } from "node:fs";
            const context = new cards.SerializationContext(cards.Versions.v1_5);
            const card = new cards.AdaptiveCard();
            card.parse(JSON.parse(readFileSync(process.argv[2], "utf8")), context);
            for (let at = 0; at < context.eventCount; at++) console.log(context.getEventAt(at).message);
            for (const { message } of card.validateProperties().validationEvents) console.log(message);
            console.log(`${card.getItemCount()} parts, ${card.getActionCount()} buttons`);
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "es", "fr"})
    void a_notification_is_rendered_without_a_warning_in_each_language(String language) throws Exception {
        Notification notification = SomeNotices.priceDrop().in(Locale.forLanguageTag(language));
        ObjectNode fresh = card(notification.message("n-1"));
        assertThat(rendered(fresh)).containsExactly("4 parts, 4 buttons");
        Instant at = Instant.parse("2026-11-25T14:02:33Z");
        assertThat(rendered(Afterwards.settled(fresh, new Press.Done("n-1"), "Ann", at)))
                .containsExactly("5 parts, 2 buttons");
        assertThat(rendered(Afterwards.settled(fresh, new Press.OptOut("n-1", "prices"), "Ann", at)))
                .containsExactly("4 parts, 4 buttons");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "es", "fr"})
    void a_card_that_is_put_off_is_rendered_without_a_warning_in_each_language(String language) throws Exception {
        Notification notification = SomeNotices.priceDrop()
                .with(new Action.Snooze("Later", Duration.ofDays(1)))
                .in(Locale.forLanguageTag(language));
        ObjectNode fresh = card(notification.message("n-1"));
        assertThat(rendered(fresh)).containsExactly("4 parts, 5 buttons");
        Instant at = Instant.parse("2026-11-25T14:02:33Z");
        Press press = new Press.Snoozed("n-1", Duration.ofDays(1));
        assertThat(rendered(Afterwards.settled(fresh, press, "Ann", at))).containsExactly("5 parts, 2 buttons");
        assertThat(rendered(Afterwards.settled(fresh, press, null, at))).containsExactly("5 parts, 2 buttons");
        assertThat(rendered(Afterwards.again(fresh, "n-2"))).containsExactly("4 parts, 5 buttons");
    }

    @Test
    void a_welcome_is_rendered_without_a_warning() throws Exception {
        assertThat(rendered(card(SomeNotices.welcome().message()))).containsExactly("4 parts, 2 buttons");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "es", "fr"})
    void preferences_are_rendered_without_a_warning_in_each_language(String language) throws Exception {
        List<Preferences.Choice> topics = List.of(
                new Preferences.Choice("prices", false, "digest"),
                new Preferences.Choice("weather", false, null),
                new Preferences.Choice("safety", true, null));
        Preferences preferences = new Preferences(topics, true, true, Locale.forLanguageTag(language))
                .with(new Preferences.Quiet("22:00-06:30", "20:00-07:00", "Europe/Berlin"));
        assertThat(rendered(preferences.saved("n-1", Instant.parse("2026-11-25T14:02:33Z"))))
                .containsExactly("10 parts, 2 buttons");
    }

    @Test
    void the_renderer_does_complain_of_a_card_that_is_wrong() throws Exception {
        ObjectNode wrong = card(SomeNotices.priceDrop().message());
        ((ObjectNode) wrong.path("body").get(0)).put("size", "Hugest");
        assertThat(rendered(wrong)).anyMatch(line -> line.contains("Hugest"));
    }

    private List<String> rendered(ObjectNode card) throws IOException, InterruptedException {
        try (InputStream renderer = FakeTeams.class.getResourceAsStream("/web/renderer.js")) {
            assumeTrue(renderer != null && node() != null, "Node.js and npm are needed to build the card renderer");
            Files.write(folder.resolve("renderer.mjs"), renderer.readAllBytes());
        }
        Files.writeString(folder.resolve("check.mjs"), CHECK);
        Files.writeString(folder.resolve("card.json"), JsonMapper.shared().writeValueAsString(card));
        Process process = new ProcessBuilder(String.valueOf(node()), "check.mjs", "card.json")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }

    private static @Nullable Path node() {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
                .map(folder -> Path.of(folder, "node"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }
}
