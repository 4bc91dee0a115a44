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
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(FakeTeamsExtension.class)
class SlowReportTest {

    @Test
    void the_person_is_told_that_it_takes_a_while_and_gets_the_report_from_another_process(
            FakeTeams teams, @TempDir Path folder) throws IOException {
        Person ann = teams.scenery().person(0);
        BotConfig config = BotConfig.withoutCredentials(teams.bot().appId());
        try (TeamsBot bot = SlowReport.bot(config, folder);
                BotEndpoint endpoint = BotEndpoint.open(0, bot)) {
            teams.connect(URI.create(endpoint.url()));
            teams.people().install(ann);
            teams.people().says(ann, "report March");
            teams.people().says(ann, "thanks");
        }
        try (TeamsBot worker = TeamsBot.builder(config).build()) {
            assertThat(SlowReport.complete(worker, folder)).isEqualTo(1);
            assertThat(SlowReport.complete(worker, folder)).as("each once").isZero();
        }
        assertThat(teams.scenery().messages(teams.scenery().personalChat(ann)))
                .extracting(Message::text)
                .containsExactly(
                        "report March",
                        "This takes a moment. I will answer here.",
                        "thanks",
                        "Ask me for a report: report March",
                        "Your report **March** is ready.");
    }

    @Test
    void a_report_that_was_ordered_in_a_team_arrives_in_the_thread_of_the_order(FakeTeams teams, @TempDir Path folder)
            throws IOException {
        Person ann = teams.scenery().person(0);
        String channel = teams.scenery().teams().getFirst().channels().get(1).id();
        try (TeamsBot bot =
                        SlowReport.bot(BotConfig.withoutCredentials(teams.bot().appId()), folder);
                BotEndpoint endpoint = BotEndpoint.open(0, bot)) {
            teams.connect(URI.create(endpoint.url()));
            teams.people().installIn(ann, channel);
            String order =
                    teams.people().mentionsBot(ann, channel, "report March").message();
            teams.people().mentionsBot(ann, channel, "report April");

            assertThat(SlowReport.complete(bot, folder)).isEqualTo(2);

            assertThat(teams.scenery().messages(channel))
                    .filteredOn(message -> message.text().equals("Your report **March** is ready."))
                    .singleElement()
                    .satisfies(message -> assertThat(message.root()).isEqualTo(order));
        }
    }
}
