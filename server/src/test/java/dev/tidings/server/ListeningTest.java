package dev.tidings.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.directory.Person;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the bot hears, as the operator has set it.
class ListeningTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @Test
    void who_writes_something_else_is_helped_in_their_own_chat_if_that_is_set() {
        try (Chatroom room = new Chatroom(
                folder, Map.of("tidings.commands.unknown", "help", "tidings.commands.words.stop", "halt,basta"))) {
            Person ann = room.speaking("en");
            room.meets(ann);
            String channel =
                    room.teams.scenery().teams().getFirst().channels().getLast().id();
            room.teams.people().installIn(ann, channel);
            room.teams.people().mentionsBot(ann, channel, "good morning");
            assertThat(room.says(ann, "good morning").text())
                    .startsWith("That is nothing I understand.")
                    .contains("**settings**");
            assertThat(room.says(ann, "basta").text()).startsWith("You will get no more messages from me");
        }
    }

    @Test
    void nothing_is_heard_if_commands_are_off() {
        try (Chatroom room = new Chatroom(folder, Map.of("tidings.commands.enabled", "false"))) {
            Person ann = room.speaking("en");
            room.meets(ann);
            room.teams.people().says(ann, "stop");
            assertThat(room.tells(ann, "prices")).isEqualTo("delivered");
            assertThat(room.to(ann)).hasSize(1);
        }
    }
}
