package dev.tidings.faketeams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.wire.Json;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(FakeTeamsExtension.class)
class ControlTest {
    @Test
    void everything_can_be_done_over_http(FakeTeams teams) {
        Caller control = new Caller(teams);
        String person = control.get("/_fake/people")
                .json()
                .path("people")
                .get(2)
                .path("id")
                .stringValue();
        ObjectNode installed = control.post("/_fake/activities/install", "{\"by\":\"" + person + "\"}")
                .json();
        String chat = installed.path("conversation").stringValue();
        assertThat(installed.path("activities")).hasSize(2);
        assertThat(Json.text(installed.path("activities").get(0), "error")).contains("endpoint");
        control.post("/_fake/activities/message", "{\"by\":\"" + person + "\",\"text\":\"hello bot\"}");
        new Caller(teams).send(chat, "hello person");

        ObjectNode messages = control.get("/_fake/messages?conversation=" + Caller.segment(chat))
                .json();
        assertThat(messages.path("messages")).hasSize(2);
        assertThat(messages.path("messages").get(1).path("text").stringValue()).isEqualTo("hello person");
        ObjectNode state = control.get("/_fake/state").json();
        assertThat(state.path("tenants")
                        .get(0)
                        .path("personalChats")
                        .get(0)
                        .path("id")
                        .stringValue())
                .isEqualTo(chat);
        ObjectNode report = control.get("/_fake/report").json();
        assertThat(report.path("byOperation").path("send").intValue()).isEqualTo(1);
        assertThat(report.path("messages").intValue()).isEqualTo(2);
        assertThat(report.path("excessCount").intValue()).isZero();
        assertThat(control.delete("/_fake/report").status()).isEqualTo(204);
        assertThat(control.get("/_fake/report").json().path("requests").intValue())
                .isZero();
    }

    @Test
    void the_index_says_what_there_is(FakeTeams teams) {
        assertThat(new Caller(teams).get("/_fake").text())
                .contains("/_fake/report")
                .contains("card-action");
    }

    @Test
    void the_front_page_and_its_files_are_served_and_nothing_else_of_the_class_path(FakeTeams teams) {
        Caller caller = new Caller(teams);
        assertThat(caller.get("/").text()).contains("<title>Simulated Teams</title>");
        assertThat(caller.get("/web/app.js").header("Content-Type")).startsWith("text/javascript");
        assertThat(caller.get("/web/none.js").status()).isEqualTo(404);
        assertThat(caller.get("/web/../dev/tidings/faketeams/Main.class").status())
                .isEqualTo(404);
    }

    @Test
    @Timeout(20)
    void changes_arrive_as_server_sent_events(FakeTeams teams) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(teams.base().resolve("/_fake/events")).build();
        try (InputStream in = Caller.CLIENT
                        .send(request, BodyHandlers.ofInputStream())
                        .body();
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo(": open");
            teams.people().install(teams.scenery().person(0));
            String line = lines.readLine();
            while (line != null && !line.startsWith("event: ")) {
                line = lines.readLine();
            }
            assertThat(line).isEqualTo("event: install");
            assertThat(lines.readLine())
                    .startsWith("data: {")
                    .contains(teams.scenery().person(0).objectId());
        }
    }

    @Test
    void memory_is_bounded_by_the_number_of_kept_messages() {
        try (FakeTeams teams = FakeTeams.builder().keptMessages(3).start()) {
            for (int i = 0; i < 5; i++) {
                teams.people().says(teams.scenery().person(0), "message " + i);
            }
            assertThat(teams.scenery().messages()).hasSize(3);
            assertThat(teams.scenery().messageCount()).isEqualTo(5);
        }
    }
}
