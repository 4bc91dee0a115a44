package dev.tidings.teams.notice;

import static dev.tidings.teams.notice.NotificationTest.card;
import static dev.tidings.teams.notice.NotificationTest.texts;
import static dev.tidings.teams.notice.NotificationTest.titles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.teams.BotConfig;
import dev.tidings.teams.BotServer;
import dev.tidings.teams.InvokeAnswer;
import dev.tidings.teams.TeamsBot;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PressTest {
    private static final Instant AT = Instant.parse("2026-11-25T14:02:33Z");

    @Test
    void a_pressed_button_says_what_the_person_wants_as_a_question_and_as_a_message() {
        ObjectNode card = card(SomeNotices.priceDrop().message("n-1"));
        assertThat(card.path("actions").valueStream().skip(1).map(PressTest::executed))
                .containsExactly(
                        new Press.Called("n-1", "order", "Order one", null),
                        new Press.Done("n-1"),
                        new Press.OptOut("n-1", "prices"));
        assertThat(card.path("actions").valueStream().skip(1).map(PressTest::submitted))
                .containsExactly(
                        new Press.Called("n-1", "order", "Order one", null),
                        new Press.Done("n-1"),
                        new Press.OptOut("n-1", "prices"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"message\",\"text\":\"hello\"}",
                "{\"type\":\"message\",\"value\":{\"tidings\":{\"do\":\"opt-out\"}}}",
                "{\"type\":\"message\",\"value\":{\"tidings\":{\"do\":\"opt-in\",\"topic\":\" \"}}}",
                "{\"type\":\"message\",\"value\":{\"tidings\":{\"do\":\"call\"}}}",
                "{\"type\":\"message\",\"value\":{\"tidings\":{\"do\":\"command\"}}}",
                "{\"type\":\"message\",\"value\":{\"tidings\":{\"do\":5}}}",
                "{\"type\":\"message\",\"value\":{\"tidings\":\"done\"}}",
                "{\"type\":\"message\",\"value\":{\"tidings\":{\"do\":\"snooze\",\"for\":\"PT1S\"}}}",
                "{\"type\":\"message\",\"value\":{\"tidings\":{\"do\":\"snooze\",\"for\":\"for ever\"}}}",
                "{\"type\":\"message\",\"value\":{\"tidings\":{\"do\":\"snooze\",\"for\":\"P1000000D\"}}}",
                "{\"type\":\"message\",\"value\":[]}",
                "{\"type\":\"invoke\",\"name\":\"adaptiveCard/action\"}",
                "{\"type\":\"invoke\",\"name\":\"adaptiveCard/action\",\"value\":{\"action\":{\"data\":\"x\"}}}",
                "{\"type\":\"invoke\",\"name\":\"other\",\"value\":{\"action\":{\"data\":{\"tidings\":{\"do\":\"done\"}}}}}"
            })
    void what_is_no_button_of_this_room_is_left_to_others(String activity) {
        assertThat(Press.of(Activity.read(activity))).isEmpty();
    }

    @Test
    void after_done_the_card_says_who_and_when_and_the_button_has_gone() {
        ObjectNode before = card(SomeNotices.priceDrop().message());
        ObjectNode after = Afterwards.settled(before, new Press.Done(null), "Ann Lee", AT);
        assertThat(titles(after)).containsExactly("Open", "Stop these messages");
        assertThat(texts(after))
                .contains("✓ Done · Ann Lee · {{DATE(2026-11-25T14:02:33Z,SHORT)}} {{TIME(2026-11-25T14:02:33Z)}}");
        assertThat(Afterwards.settled(after)).isTrue();
        assertThat(Afterwards.settled(before)).isFalse();
    }

    @Test
    void after_a_snooze_the_card_says_until_when_and_who() {
        ObjectNode before =
                card(SomeNotices.priceDrop().with(new Action.Snooze("Later")).message());
        ObjectNode after = Afterwards.settled(before, new Press.Snoozed(null, Duration.ofHours(1)), "Ann Lee", AT);
        assertThat(titles(after)).containsExactly("Open", "Stop these messages");
        assertThat(texts(after))
                .contains("Comes again {{DATE(2026-11-25T15:02:33Z,SHORT)}} {{TIME(2026-11-25T15:02:33Z)}} · Ann Lee");
    }

    @Test
    void a_card_that_comes_again_is_the_same_but_for_the_message_that_its_buttons_are_about() {
        Notification notification = SomeNotices.priceDrop().with(new Action.Snooze("Later", Duration.ofDays(1)));
        ObjectNode first = card(notification.message("n-1"));
        assertThat(Afterwards.again(first, "n-2")).isEqualTo(card(notification.message("n-2")));
        assertThat(first).isEqualTo(card(notification.message("n-1")));
        assertThat(executed(first.path("actions").path(3))).isEqualTo(new Press.Snoozed("n-1", Duration.ofDays(1)));
    }

    @Test
    void a_snooze_without_a_time_lasts_an_hour() {
        assertThat(Press.of(Activity.read("{\"type\":\"message\",\"value\":{\"tidings\":{\"do\":\"snooze\"}}}")))
                .contains(new Press.Snoozed(null, Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT59S", "PT-1H", "P31DT1S"})
    void a_message_is_put_off_for_a_minute_to_31_days(String time) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Action.Snooze("Later", Duration.parse(time)));
    }

    @Test
    void opting_out_offers_the_way_back_and_back_is_where_it_began() {
        ObjectNode before = card(SomeNotices.priceDrop().message("n-1"));
        ObjectNode out = Afterwards.settled(before, new Press.OptOut("n-1", "prices"), "Ann Lee", AT);
        assertThat(titles(out)).containsExactly("Open", "Order one", "Mark as seen", "Get them again");
        assertThat(texts(out)).last().isEqualTo("You will get no more messages about prices.");
        assertThat(Afterwards.settled(out, new Press.OptIn("n-1", "prices"), "Ann Lee", AT))
                .isEqualTo(before);
    }

    @Test
    void a_bot_on_the_sdk_answers_a_press_with_the_card_as_it_is_now() {
        try (FakeTeams teams = FakeTeams.builder().start()) {
            Message sent = SomeNotices.priceDrop().message();
            List<ConversationReference> known = new ArrayList<>();
            try (TeamsBot bot = TeamsBot.builder(
                                    BotConfig.withoutCredentials(teams.bot().appId()))
                            .onMessage((turn, activity) -> known.add(turn.reference()))
                            .onInvoke(
                                    "adaptiveCard/action",
                                    (turn, invoke) -> Press.of(invoke)
                                            .map(press -> InvokeAnswer.card(
                                                    Afterwards.settled(card(sent), press, sender(invoke), AT)))
                                            .orElseGet(InvokeAnswer::ok))
                            .build();
                    BotServer door = new BotServer(bot)) {
                teams.connect(door.uri());
                Person ann = teams.scenery().person(0);
                teams.people().install(ann);
                teams.people().says(ann, "hello");
                String id =
                        Objects.requireNonNull(bot.send(known.getFirst(), sent).activityId());
                JsonNode answer = teams.people()
                        .presses(
                                ann,
                                teams.scenery().personalChat(ann),
                                id,
                                card(sent).path("actions").path(3).toString())
                        .answer()
                        .json()
                        .orElseThrow();
                assertThat(answer.path("value").toString()).contains("You will get no more messages about prices.");
            }
        }
    }

    private static @Nullable String sender(Activity.Invoke invoke) {
        return Objects.requireNonNull(invoke.envelope().from()).name();
    }

    private static Press executed(JsonNode button) {
        return Press.of(Activity.read(
                        "{\"type\":\"invoke\",\"name\":\"adaptiveCard/action\",\"value\":{\"action\":" + button + "}}"))
                .orElseThrow();
    }

    private static Press submitted(JsonNode button) {
        return Press.of(Activity.read("{\"type\":\"message\",\"value\":"
                        + button.path("fallback").path("data") + "}"))
                .orElseThrow();
    }
}
