package dev.tidings.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.intake.Books;
import dev.tidings.faketeams.Scenery.ChannelView;
import dev.tidings.faketeams.Scenery.TeamView;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.world.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The first message to a person, a group chat or a team, when the bot is added to it.
class WelcomesTest {
    private static final Map<String, String> ON = Map.of("tidings.welcome.enabled", "true");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @Test
    void nobody_is_welcomed_unless_it_is_set() {
        try (Chatroom room = new Chatroom(folder, Map.of())) {
            Person ann = room.speaking("en");
            room.meets(ann);
            assertThat(room.says(ann, "help").text()).contains("You can write to me");
        }
    }

    @Test
    void a_person_is_told_why_they_get_it_what_there_is_and_what_to_do_next_in_their_language() {
        try (Chatroom room = new Chatroom(folder, ON)) {
            for (String language : List.of("en", "de", "es", "fr")) {
                Person person = room.speaking(language);
                room.meets(person);
                JsonNode card = Chatroom.card(room.answer(person, 0, "the install"));
                assertThat(card.path("lang").stringValue("")).isEqualTo(language);
                assertThat(card.path("body")).hasSize(4);
                assertThat(Chatroom.titles(card)).hasSize(2);
                assertThat(card.toString()).doesNotContain("''", "{0}", "{1}");
            }
            Message english = room.to(room.speaking("en")).getFirst();
            assertThat(Chatroom.card(english).path("fallbackText").stringValue(""))
                    .contains("by you or by your organisation", "I tell you what concerns you", "Choose what you get");
            assertThat(english.activity().path("summary").stringValue("")).startsWith("Hello – I have just been added");
        }
    }

    @Test
    void a_welcome_does_not_count_for_the_most_that_a_person_gets_in_a_short_time() {
        Map<String, String> one = Map.of("tidings.welcome.enabled", "true", "tidings.person-cap", "1/1h");
        try (Chatroom room = new Chatroom(folder, one)) {
            Person ann = room.speaking("en");
            room.meets(ann);
            room.answer(ann, 0, "the install");
            assertThat(room.tells(ann, "prices")).isEqualTo("delivered");
            assertThat(room.tells(ann, "weather")).isEqualTo("digested");
        }
    }

    @Test
    void the_buttons_of_a_welcome_start_commands_wherever_it_stands() {
        try (Chatroom room = new Chatroom(folder, ON)) {
            Person ann = room.speaking("en");
            room.meets(ann);
            Message welcome = room.answer(ann, 0, "the install");
            room.presses(ann, welcome, "Choose what you get", Map.of());
            assertThat(Chatroom.card(room.answer(ann, 1, "the button")).toString())
                    .contains("What you get from me");
            room.presses(ann, welcome, "What can you do?", Map.of());
            assertThat(room.answer(ann, 2, "the button").text()).contains("You can write to me");
        }
    }

    @Test
    void a_team_gets_one_introduction_in_the_channel_that_was_chosen_naming_team_and_who_did_it() {
        try (Chatroom room = new Chatroom(folder, ON)) {
            Person ann = room.speaking("en");
            TeamView team = room.teams.scenery().teams().getFirst();
            ChannelView channel = team.channels().getLast();
            room.teams.people().installIn(ann, channel.id());
            RunningServer.await(() -> !room.toConversation(channel.id()).isEmpty(), () -> "no introduction");
            String text = Chatroom.card(room.toConversation(channel.id()).getFirst())
                    .path("fallbackText")
                    .stringValue("");
            assertThat(text).contains(ann.name() + " has just added me to the team " + team.name());
            room.teams
                    .people()
                    .installIn(room.speaking("de"), team.channels().getFirst().id());
            room.says(ann, "help");
            assertThat(room.teams.scenery().messages().stream()
                            .filter(message -> message.author().bot()))
                    .as("the introduction, and the answer to Ann")
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"100, true", "2, false"})
    void the_members_of_a_team_are_welcomed_one_by_one_if_that_is_set_and_it_is_not_too_large(
            String largest, boolean welcomed) {
        try (Chatroom room = new Chatroom(
                folder,
                Map.of(
                        "tidings.welcome.enabled", "true",
                        "tidings.welcome.members", "true",
                        "tidings.welcome.largest-team", largest))) {
            Person ann = room.speaking("en");
            TeamView team = room.teams.scenery().teams().getFirst();
            String channel = team.channels().getLast().id();
            room.meets(ann);
            room.answer(ann, 0, "the install");
            room.teams.people().installIn(ann, channel);
            RunningServer.await(() -> !room.toConversation(channel).isEmpty(), () -> "no introduction");
            RunningServer.await(() -> !membersWait(room), () -> "the roster was never read");
            long told = IntStream.range(0, 100)
                    .mapToObj(room.teams.scenery()::person)
                    .filter(person -> !person.equals(ann) && welcomes(room, person, team.name(), welcomed))
                    .count();
            assertThat(told).isEqualTo(welcomed ? 99 : 0);
            assertThat(room.to(ann)).as("she was welcomed before").hasSize(1);
        }
    }

    private static boolean membersWait(Chatroom room) {
        List<String> waiting = new ArrayList<>();
        room.server()
                .part(Books.class)
                .facts()
                .scan(Keys.expected(), Keys.expected() + Keys.END, (key, fact) -> waiting.add(key));
        return !waiting.isEmpty();
    }

    private static boolean welcomes(Chatroom room, Person person, String team, boolean wait) {
        if (wait) {
            RunningServer.await(() -> !room.to(person).isEmpty(), () -> "not welcomed: " + person);
        }
        return room.to(person).stream()
                .anyMatch(message -> Chatroom.card(message)
                        .path("fallbackText")
                        .stringValue("")
                        .contains("added me to the team " + team + ", which you are in"));
    }

    @Test
    void a_group_chat_is_welcomed_once() {
        try (Chatroom room = new Chatroom(folder, ON)) {
            Person ann = room.speaking("en");
            String chat = room.teams.scenery().chats().getFirst().id();
            room.teams.people().installIn(ann, chat);
            RunningServer.await(() -> !room.toConversation(chat).isEmpty(), () -> "no welcome");
            room.teams.people().uninstallFrom(ann, chat);
            room.teams.people().installIn(ann, chat);
            room.says(ann, "help");
            assertThat(room.toConversation(chat))
                    .singleElement()
                    .satisfies(message -> assertThat(
                                    Chatroom.card(message).path("fallbackText").stringValue(""))
                            .contains(ann.name() + " has just added me to "));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conversation-update-first",
                "installation-update-first",
                "conversation-update-only",
                "installation-update-only"
            })
    void however_often_and_in_whatever_order_teams_tells_there_is_one_welcome_also_after_a_restart(String order) {
        try (Chatroom room = new Chatroom(folder, ON)) {
            Person ann = room.speaking("en");
            install(room, ann, order);
            room.answer(ann, 0, "the install");
            room.restart();
            install(room, ann, order);
            room.teams.people().uninstall(ann);
            install(room, ann, order);
            assertThat(room.says(ann, "help").text()).contains("You can write to me");
            assertThat(room.to(ann)).hasSize(2);
        }
    }

    private static void install(Chatroom room, Person person, String order) {
        assertThat(room.teams
                        .people()
                        .does(
                                "install",
                                "{\"by\":\"" + person.objectId() + "\",\"in\":\"personal\",\"repeat\":2,\"order\":\""
                                        + order + "\"}")
                        .ok())
                .isTrue();
    }

    @Test
    void the_operators_words_take_the_place_of_the_bots_own_by_bot_and_language() {
        String words = "tidings.welcome.texts.default.";
        try (Chatroom room = new Chatroom(
                folder,
                Map.of(
                        "tidings.welcome.enabled",
                        "true",
                        words + "en.title",
                        "Good day",
                        words + "en.why",
                        "{who} brought me to {where}.",
                        words + "en.next[0].title",
                        "Our intranet",
                        words + "en.next[0].url",
                        "https://intranet.example/",
                        words + "de.offer",
                        "Ich melde Preise."))) {
            Person ann = room.speaking("en");
            Person speaker = room.speaking("de");
            ChannelView channel =
                    room.teams.scenery().teams().getFirst().channels().getLast();
            room.meets(ann);
            room.meets(speaker);
            room.teams.people().installIn(ann, channel.id());
            JsonNode english = Chatroom.card(room.answer(ann, 0, "the install"));
            assertThat(english.toString())
                    .contains("Good day", "I tell you what concerns you")
                    .as("there is no place to name in a chat with one person")
                    .contains("I have just been added to your Teams");
            assertThat(Chatroom.titles(english)).containsExactly("Our intranet");
            assertThat(Chatroom.card(room.answer(speaker, 0, "the install")).toString())
                    .contains("Hallo", "Ich melde Preise.");
            RunningServer.await(() -> !room.toConversation(channel.id()).isEmpty(), () -> "no introduction");
            assertThat(room.toConversation(channel.id()).getFirst().activity().toString())
                    .contains(ann.name() + " brought me to "
                            + room.teams.scenery().teams().getFirst().name());
        }
    }
}
