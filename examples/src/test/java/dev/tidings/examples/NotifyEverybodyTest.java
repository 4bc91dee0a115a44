package dev.tidings.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.FakeTeamsExtension;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.world.Message;
import dev.tidings.teams.BotConfig;
import dev.tidings.teams.TeamsBot;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.MalformedActivityException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(FakeTeamsExtension.class)
class NotifyEverybodyTest {

    @Test
    void everybody_in_the_file_is_told_and_whoever_cannot_be_is_counted(FakeTeams teams, @TempDir Path folder)
            throws IOException {
        Person ann = teams.scenery().person(0);
        Person ben = teams.scenery().person(1);
        Person gone = teams.scenery().person(2);
        BotConfig config = BotConfig.withoutCredentials(teams.bot().appId()).withServiceUrl(teams.serviceUrl());
        try (TeamsBot bot = TeamsBot.builder(config).build()) {
            Path file = Files.writeString(
                    folder.resolve("references.jsonl"),
                    reference(bot, teams, ann) + "\n" + reference(bot, teams, gone) + "\n\n"
                            + reference(bot, teams, ben) + "\n");
            teams.people().uninstall(gone);

            assertThat(NotifyEverybody.notifyAll(bot, NotifyEverybody.read(file), "The lift is back"))
                    .isEqualTo(1);
        }
        for (Person reached : new Person[] {ann, ben}) {
            assertThat(teams.scenery().messages(teams.scenery().personalChat(reached)))
                    .extracting(Message::text)
                    .containsExactly("The lift is back");
        }
        assertThat(teams.scenery().messages(teams.scenery().personalChat(gone))).isEmpty();
    }

    @Test
    void a_line_that_is_no_reference_stops_before_anything_is_sent(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("references.jsonl"), "{\"conversation\":{}}");
        assertThatThrownBy(() -> NotifyEverybody.read(file)).isInstanceOf(MalformedActivityException.class);
    }

    private static String reference(TeamsBot bot, FakeTeams teams, Person person) {
        teams.people().install(person);
        ConversationReference reference = bot.createConversation(teams.scenery().tenant(0), person.objectId());
        return reference.toJson();
    }
}
