package dev.tidings.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.server.settings.BotSettings.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SettingsTest {
    private static final String APP = "11111111-2222-3333-4444-555555555555";
    private static final String KEY = "an-admin-key-that-is-long-enough";

    @TempDir
    Path folder;

    @Test
    void without_credentials_it_is_dev_mode_on_this_machine() {
        Settings settings = read();
        assertThat(settings.devMode()).isTrue();
        assertThat(settings.address()).isEqualTo("127.0.0.1");
        assertThat(settings.endpoints().graph()).isNull();
    }

    @Test
    void the_well_known_four_values_make_the_default_bot() {
        Settings settings = read(
                "MicrosoftAppId", APP,
                "MicrosoftAppPassword", "secret",
                "MicrosoftAppType", "SingleTenant",
                "MicrosoftAppTenantId", "tenant",
                "TIDINGS_ADMIN_KEY", KEY);
        assertThat(settings.address()).isNull();
        assertThat(settings.bots()).singleElement().satisfies(bot -> {
            assertThat(bot.name()).isEqualTo("default");
            assertThat(bot.appId()).isEqualTo(APP);
            assertThat(bot.tenantId()).isEqualTo("tenant");
            assertThat(bot.manifestId()).isEqualTo(APP);
            assertThat(((Proof.ClientSecret) bot.proof()).secret().get()).isEqualTo("secret");
        });
    }

    @Test
    void the_names_of_entra_work_too() {
        Settings settings =
                read("CLIENT_ID", APP, "CLIENT_SECRET", "secret", "TENANT_ID", "tenant", "TIDINGS_ADMIN_KEY", KEY);
        assertThat(settings.bots())
                .singleElement()
                .satisfies(bot -> assertThat(bot.tenantId()).isEqualTo("tenant"));
    }

    @Test
    void further_bots_come_from_the_environment() {
        Settings settings = read(
                "TIDINGS_BOTS_ALERTS_APP_ID", APP,
                "TIDINGS_BOTS_ALERTS_APP_PASSWORD", "secret",
                "TIDINGS_BOTS_ALERTS_TENANT_ID", "tenant",
                "TIDINGS_BOTS_ALERTS_MANIFEST_ID", "manifest",
                "TIDINGS_ADMIN_KEY", KEY);
        assertThat(settings.bots()).singleElement().satisfies(bot -> {
            assertThat(bot.name()).isEqualTo("alerts");
            assertThat(bot.manifestId()).isEqualTo("manifest");
        });
    }

    @Test
    void a_managed_identity_needs_no_secret() {
        Settings settings = read(
                "MicrosoftAppId",
                APP,
                "MicrosoftAppPassword",
                "",
                "MicrosoftAppType",
                "UserAssignedMSI",
                "MicrosoftAppTenantId",
                "tenant",
                "TIDINGS_ADMIN_KEY",
                KEY);
        assertThat(settings.bots().getFirst().proof()).isInstanceOf(Proof.ManagedIdentity.class);
    }

    @Test
    void an_app_id_without_a_credential_is_refused() {
        refused("tidings.bots.default.app-password", "MicrosoftAppId", APP, "TIDINGS_ADMIN_KEY", KEY);
    }

    @Test
    void a_credential_without_an_app_id_is_refused() {
        refused("tidings.bots.default.app-id", "MicrosoftAppPassword", "secret", "TIDINGS_ADMIN_KEY", KEY);
    }

    @Test
    void credentials_without_an_admin_key_are_refused() {
        refused("tidings.admin-key", "MicrosoftAppId", APP, "MicrosoftAppPassword", "secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.168.1.4", "::", "example.com"})
    void dev_mode_listens_nowhere_else(String address) {
        refused("server.address", "SERVER_ADDRESS", address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://example.com", "https://login.microsoftonline.com.example.com", "http://127.0.0.1.nip.io"
            })
    void endpoints_elsewhere_are_refused(String address) {
        refused("tidings.endpoints.login", "TIDINGS_ENDPOINTS_LOGIN", address);
        refused("tidings.endpoints.openid-metadata", "TIDINGS_ENDPOINTS_OPENID_METADATA", address);
        refused("tidings.endpoints.service-url", "TIDINGS_ENDPOINTS_SERVICE_URL", address);
        refused("tidings.endpoints.graph", "TIDINGS_ENDPOINTS_GRAPH", address);
    }

    @Test
    void endpoints_on_this_machine_are_taken() {
        Settings settings = read(
                "TIDINGS_ENDPOINTS_LOGIN", "http://localhost:3979",
                "TIDINGS_ENDPOINTS_SERVICE_URL", "http://127.0.0.1:3979/teams/");
        assertThat(settings.endpoints().login()).hasToString("http://localhost:3979");
        assertThat(settings.endpoints().serviceUrl()).hasToString("http://127.0.0.1:3979/teams/");
    }

    @Test
    void two_bots_cannot_share_an_app_id() {
        refused(
                "tidings.bots.default.app-id",
                "MicrosoftAppId",
                APP,
                "MicrosoftAppPassword",
                "secret",
                "TIDINGS_ADMIN_KEY",
                KEY,
                "TIDINGS_BOTS_ALERTS_APP_ID",
                APP,
                "TIDINGS_BOTS_ALERTS_APP_PASSWORD",
                "secret");
    }

    @Test
    void a_secret_in_a_file_is_read_again_when_it_changes() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "one\n");
        Secret secret = Secret.file("x", file);
        assertThat(secret.get()).isEqualTo("one");
        Files.writeString(file, "two\n");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        assertThat(secret.get()).isEqualTo("two");
        Files.delete(file);
        assertThat(secret.get()).isEqualTo("two");
        assertThat(secret.toString()).doesNotContain("two");
    }

    @Test
    void a_secret_in_a_file_that_is_not_there_is_refused() {
        refused(
                "tidings.admin-key-file",
                "TIDINGS_ADMIN_KEY_FILE",
                folder.resolve("nothing").toString());
    }

    private static void refused(String setting, String... environment) {
        assertThatThrownBy(() -> read(environment))
                .isInstanceOfSatisfying(
                        SettingRefusedException.class,
                        refused -> assertThat(refused.action()).isNotBlank())
                .hasMessageStartingWith(setting + ":");
    }

    private static Settings read(String... namesAndValues) {
        Map<String, Object> variables = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        ConfigurationPropertySources.attach(environment);
        TidingsProperties written = Binder.get(environment).bindOrCreate("tidings", TidingsProperties.class);
        return new SettingsReader(written, environment).read();
    }
}
