package dev.tidings.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.FakeTeamsExtension;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.world.Message;
import dev.tidings.teams.BotConfig;
import dev.tidings.teams.TeamsBot;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(FakeTeamsExtension.class)
class ApprovalCardTest {

    @Test
    void the_press_of_a_button_replaces_the_card_by_what_was_decided(FakeTeams teams) throws IOException {
        try (TeamsBot bot = ApprovalCard.bot(
                        BotConfig.withoutCredentials(teams.bot().appId()));
                BotEndpoint endpoint = BotEndpoint.open(0, bot)) {
            teams.connect(URI.create(endpoint.url()));
            Person ann = teams.scenery().person(0);
            teams.people().install(ann);
            Message card = asked(teams, ann);
            JsonNode approve = card.activity()
                    .path("attachments")
                    .path(0)
                    .path("content")
                    .path("actions")
                    .path(0);

            JsonNode answer = pressed(teams, ann, card, approve.toString());

            assertThat(answer.path("type").stringValue()).isEqualTo("application/vnd.microsoft.card.adaptive");
            assertThat(answer.at("/value/body/0/text").stringValue())
                    .isEqualTo("Order 42: Approve, says " + ann.name() + ".");
        }
    }

    @Test
    void a_button_of_somebody_elses_making_is_refused_and_decides_nothing(FakeTeams teams) throws IOException {
        try (TeamsBot bot = ApprovalCard.bot(
                        BotConfig.withoutCredentials(teams.bot().appId()));
                BotEndpoint endpoint = BotEndpoint.open(0, bot)) {
            teams.connect(URI.create(endpoint.url()));
            Person ann = teams.scenery().person(0);
            teams.people().install(ann);

            JsonNode answer =
                    pressed(teams, ann, asked(teams, ann), "{\"type\":\"Action.Execute\",\"verb\":\"Delete\"}");

            assertThat(answer.path("statusCode").intValue()).isEqualTo(400);
        }
    }

    private static Message asked(FakeTeams teams, Person person) {
        return teams.scenery().messages(teams.scenery().personalChat(person)).getFirst();
    }

    private static JsonNode pressed(FakeTeams teams, Person person, Message card, String action) {
        return teams.people()
                .presses(person, card.conversation(), card.id(), action)
                .answer()
                .json()
                .orElseThrow();
    }
}
