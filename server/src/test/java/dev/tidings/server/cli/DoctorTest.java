package dev.tidings.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.server.RunningServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    private static final String APP = "11111111-2222-3333-4444-555555555555";

    @TempDir
    Path folder;

    private record Said(int code, String text) {}

    private static Said doctor(Map<String, String> settings) {
        List<String> arguments = new ArrayList<>(List.of("doctor", "--set", "logging.level.root=off"));
        settings.forEach((name, value) -> arguments.addAll(List.of("--set", name + "=" + value)));
        var said = new StringWriter();
        var line = Tidings.commandLine();
        line.setOut(new PrintWriter(said));
        return new Said(line.execute(arguments.toArray(String[]::new)), said.toString());
    }

    private Map<String, String> settings(FakeTeams teams, String secret) {
        return Map.of(
                "MicrosoftAppId", APP,
                "MicrosoftAppPassword", secret,
                "MicrosoftAppTenantId", teams.scenery().tenant(0),
                "tidings.admin-key", RunningServer.ADMIN_KEY,
                "tidings.database.url", RunningServer.sqlite(folder),
                "tidings.endpoints.login", teams.loginUrl().toString(),
                "tidings.endpoints.graph", teams.graphUrl().toString(),
                "tidings.endpoints.service-url", teams.serviceUrl().toString(),
                "tidings.endpoints.openid-metadata", teams.openIdMetadata().toString());
    }

    @Test
    void a_healthy_installation_is_told_to_be_so() {
        try (FakeTeams teams =
                FakeTeams.builder().bot(BotApp.of(APP).withSecret("secret")).start()) {
            Said said = doctor(settings(teams, "secret"));
            assertThat(said.code()).as(said.text()).isZero();
            assertThat(said.text().lines()).hasSize(8).allMatch(line -> line.startsWith("good"));
        }
    }

    @Test
    void a_server_that_is_running_is_no_fault() {
        try (FakeTeams teams = FakeTeams.builder()
                        .bot(BotApp.of(APP).withSecret("secret"))
                        .start();
                RunningServer _ = RunningServer.withCredentials(teams, RunningServer.sqlite(folder), "secret")) {
            Said said = doctor(settings(teams, "secret"));
            assertThat(said.code()).as(said.text()).isZero();
            assertThat(said.text()).contains("is in use by a Tidings that is running");
        }
    }

    @Test
    void what_an_administrator_has_not_done_is_told_with_what_to_do() {
        try (FakeTeams teams =
                FakeTeams.builder().bot(BotApp.of(APP).withSecret("secret")).start()) {
            teams.administrator().consents("User.Read.All", false);
            teams.administrator().consents("TeamsAppInstallation.ReadWriteSelfForUser.All", false);
            teams.administrator().inCatalog(false);
            Said said = doctor(settings(teams, "secret"));
            assertThat(said.code()).as(said.text()).isZero();
            assertThat(said.text())
                    .contains("lacking bot default, User.Read.All: nobody has consented to it")
                    .contains("consent to the application permission TeamsAppInstallation.ReadWriteSelfForUser.All.")
                    .contains("lacking bot default, catalog: the organisation's catalog does not have the app " + APP);
        }
    }

    @Test
    void where_the_app_is_installed_in_chats_and_teams_their_permissions_are_looked_at_too() {
        try (FakeTeams teams =
                FakeTeams.builder().bot(BotApp.of(APP).withSecret("secret")).start()) {
            teams.administrator().consents("TeamsAppInstallation.ReadWriteSelfForChat.All", false);
            Map<String, String> settings = new HashMap<>(settings(teams, "secret"));
            settings.put("tidings.install.places", "true");
            assertThat(doctor(settings).text())
                    .contains("lacking bot default, TeamsAppInstallation.ReadWriteSelfForChat.All: nobody")
                    .containsPattern("good +bot default, TeamsAppInstallation.ReadWriteSelfForTeam.All");
        }
    }

    @Test
    void where_time_zones_are_read_from_mailboxes_that_permission_is_looked_at_too() {
        try (FakeTeams teams =
                FakeTeams.builder().bot(BotApp.of(APP).withSecret("secret")).start()) {
            Map<String, String> settings = new HashMap<>(settings(teams, "secret"));
            assertThat(doctor(settings).text()).doesNotContain("MailboxSettings.Read");
            settings.put("tidings.mailbox-time-zones", "true");
            assertThat(doctor(settings).text()).containsPattern("good +bot default, MailboxSettings.Read");
            teams.administrator().consents("MailboxSettings.Read", false);
            assertThat(doctor(settings).text())
                    .contains("lacking bot default, MailboxSettings.Read: nobody has consented to it");
        }
    }

    @Test
    void a_wrong_secret_and_a_wrong_setting_are_failures() {
        try (FakeTeams teams =
                FakeTeams.builder().bot(BotApp.of(APP).withSecret("secret")).start()) {
            Said secret = doctor(settings(teams, "another"));
            assertThat(secret.code()).isEqualTo(1);
            assertThat(secret.text()).contains("broken  bot default: ");
            Said setting = doctor(Map.of("tidings.cloud", "nowhere"));
            assertThat(setting.code()).isEqualTo(1);
            assertThat(setting.text()).contains("broken  settings: ").contains("Use public, gcc");
        }
    }
}
