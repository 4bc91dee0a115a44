package dev.tidings.faketeams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.faketeams.world.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Microsoft's own SDK for JavaScript, with credentials: its token checks and its MSAL decide, not ours.
@SuppressWarnings("NullAway.Init")
class BotbuilderTest {
    private static final String APP = "11111111-2222-4333-8444-555555555555";
    private static final String SECRET = "a secret & more";

    private FakeTeams teams;
    private NodeBot bot;

    @BeforeEach
    void start() {
        NodeBot.mustBeThere("botbuilder");
        teams = fake();
        bot = NodeBot.start("botbuilder", teams, SECRET);
        teams.connect(bot.messages());
    }

    @AfterEach
    void stop() {
        if (bot != null) {
            bot.close();
        }
        if (teams != null) {
            teams.close();
        }
    }

    private static FakeTeams fake() {
        return FakeTeams.builder()
                .tls(true)
                .bot(BotApp.of(APP).withSecret(SECRET))
                .start();
    }

    @Test
    void it_believes_our_signature_and_answers_with_our_token() {
        Person ann = teams.scenery().person(0);
        assertThat(teams.people().install(ann).ok()).isTrue();
        People.Done said = teams.people().says(ann, "hello");

        assertThat(said.ok()).isTrue();
        assertThat(teams.scenery().messages(said.conversation()))
                .extracting(Message::text)
                .containsExactly("hello", "You said: hello");
    }

    @Test
    void it_answers_in_a_thread_and_continues_it_by_itself() {
        String channel = teams.scenery().teams().get(0).channels().get(1).id();
        Person ann = teams.scenery().person(0);
        teams.people().installIn(ann, channel);
        People.Done said = teams.people().mentionsBot(ann, channel, "prices?");

        assertThat(bot.proactive("{\"text\":\"up 3 %\"}").status()).isEqualTo(200);

        assertThat(teams.scenery().messages(channel)).extracting(Message::root).containsOnly(said.message());
        assertThat(teams.scenery().messages(channel)).extracting(Message::text).endsWith("up 3 %");
    }

    @Test
    void it_opens_a_chat_with_somebody_and_writes_first() {
        Person ann = teams.scenery().person(0);
        Person bob = teams.scenery().person(1);
        teams.people().install(ann);
        teams.people().install(bob);

        Caller.Answer done = bot.proactive("{\"text\":\"up 3 %%\",\"to\":\"%s\"}".formatted(bob.objectId()));

        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(teams.scenery().messages(teams.scenery().personalChat(bob)))
                .extracting(Message::text)
                .containsExactly("up 3 %");
    }

    @Test
    void it_turns_away_what_another_teams_has_signed() {
        try (FakeTeams other = fake()) {
            other.connect(bot.messages());
            People.Done said = other.people().says(other.scenery().person(0), "let me in");
            assertThat(said.answer().status()).isEqualTo(401);
        }
    }
}
