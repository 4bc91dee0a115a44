package dev.tidings.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.world.Message;
import dev.tidings.teams.BotConfig;
import dev.tidings.teams.TeamsBot;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ProactiveMessagesTest {

    @Test
    void whoever_mentions_the_bot_in_a_team_gets_a_message_in_their_own_chat_and_one_where_they_wrote()
            throws IOException {
        try (FakeTeams teams = FakeTeams.builder().start();
                TeamsBot bot = ProactiveMessages.bot(
                        BotConfig.withoutCredentials(teams.bot().appId()));
                BotEndpoint endpoint = BotEndpoint.open(0, bot)) {
            teams.connect(URI.create(endpoint.url()));
            Person ann = teams.scenery().person(0);
            String channel = teams.scenery().teams().getFirst().id();
            teams.people().installIn(ann, channel);

            String thread = teams.people().mentionsBot(ann, channel, "hi").conversation();

            assertThat(teams.scenery().messages(teams.scenery().personalChat(ann)))
                    .extracting(Message::text)
                    .containsExactly(
                            "Hello " + ann.name() + ". You sent me a message. This is a proactive responsive message.");
            assertThat(teams.scenery().messages())
                    .filteredOn(message -> message.text().equals("I wrote to you in our chat."))
                    .singleElement()
                    .satisfies(message -> assertThat(thread).startsWith(message.conversation()));
        }
    }
}
