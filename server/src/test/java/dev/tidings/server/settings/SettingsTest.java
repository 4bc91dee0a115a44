package dev.tidings.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.delivery.lane.Limits;
import dev.tidings.delivery.manners.Manners;
import dev.tidings.delivery.manners.Manners.Cap;
import dev.tidings.delivery.manners.Zones;
import dev.tidings.delivery.notification.QuietHours;
import dev.tidings.server.settings.BotSettings.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
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
            assertThat(bot.session()).isNull();
            assertThat(((Proof.ClientSecret) bot.proof()).secret().get()).isEqualTo("secret");
        });
    }

    @Test
    void the_limits_of_sending_are_those_that_are_documented_unless_they_are_set() {
        assertThat(read().sending().limits()).isEqualTo(Limits.defaults());
        Limits set = read(
                        "TIDINGS_LIMITS_REQUESTS_PER_SECOND",
                        "40",
                        "TIDINGS_LIMITS_CONVERSATION_WINDOWS",
                        "3/500ms,9/1m")
                .sending()
                .limits();
        assertThat(set.lane().requests()).isEqualTo(40);
        assertThat(set.conversation())
                .containsExactly(
                        new Limits.Window(3, Duration.ofMillis(500)), new Limits.Window(9, Duration.ofMinutes(1)));
        Limits off =
                read("TIDINGS_LIMITS_CONVERSATION_WINDOWS", "off").sending().limits();
        assertThat(off.conversation()).isEmpty();
        assertThat(off.roster()).isEmpty();
    }

    @Test
    void a_person_gets_four_messages_in_ten_minutes_unless_another_cap_is_set() {
        assertThat(read().manners()).isEqualTo(Manners.defaults());
        assertThat(read("TIDINGS_PERSON_CAP", "9").manners().cap()).isEqualTo(new Cap(9, Duration.ofMinutes(10)));
        assertThat(read("TIDINGS_PERSON_CAP", "2/30s").manners().cap()).isEqualTo(new Cap(2, Duration.ofSeconds(30)));
        assertThat(read("TIDINGS_PERSON_CAP", "off").manners().cap()).isNull();
        assertThat(read("tidings.person-cap", "false").manners().cap())
                .as("as YAML reads off")
                .isNull();
        assertThat(read("TIDINGS_DIGEST_AT", "07:30").manners().digestAt()).isEqualTo(LocalTime.of(7, 30));
        refused("tidings.digest-at", "TIDINGS_DIGEST_AT", "seven");
        assertThat(read("TIDINGS_WHEN_IDLE_PAUSE", "5s").manners().pause()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void quiet_hours_and_the_zone_of_those_whose_own_is_not_known_are_read() {
        assertThat(read().manners().quiet()).isNull();
        assertThat(read("TIDINGS_QUIET_HOURS", "20:00-07:00").manners().quiet())
                .isEqualTo(QuietHours.parse("20:00-07:00"));
        assertThat(read("tidings.quiet-hours", "false").manners().quiet()).isNull();
        assertThat(read("TIDINGS_TIME_ZONE", "Europe/Berlin").manners().zones())
                .isEqualTo(Zones.everywhere(ZoneId.of("Europe/Berlin")));
        assertThat(read("tidings.tenants.0A1B2C3D-0000-4000-8000-000000000001.time-zone", "Asia/Tokyo")
                        .manners()
                        .zones()
                        .tenants())
                .isEqualTo(Map.of("0a1b2c3d-0000-4000-8000-000000000001", ZoneId.of("Asia/Tokyo")));
        refused("tidings.tenants.x.time-zone", "tidings.tenants.x.time-zone", "Tokyo");
        assertThat(read().times().mailboxZones()).isFalse();
        assertThat(read("TIDINGS_MAILBOX_TIME_ZONES", "true").times().mailboxZones())
                .isTrue();
        refused("tidings.quiet-hours", "TIDINGS_QUIET_HOURS", "night");
        refused("tidings.time-zone", "TIDINGS_TIME_ZONE", "Berlin");
        assertThat(read("TIDINGS_LATE_RUNS", "30m").times().lateRuns()).isEqualTo(Duration.ofMinutes(30));
        refused("tidings.late-runs", "TIDINGS_LATE_RUNS", "2d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0/1m", "4/", "four", "4/2d", "4/0s", "1001/1m", "-1"})
    void a_cap_that_cannot_be_meant_is_refused(String cap) {
        refused("tidings.person-cap", "TIDINGS_PERSON_CAP", cap);
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
                "TIDINGS_BOTS_ALERTS_SESSION", "News",
                "TIDINGS_ADMIN_KEY", KEY);
        assertThat(settings.bots()).singleElement().satisfies(bot -> {
            assertThat(bot.name()).isEqualTo("alerts");
            assertThat(bot.manifestId()).isEqualTo("manifest");
            assertThat(bot.session()).isEqualTo("News");
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

    @Test
    void an_identity_provider_stands_in_for_the_admin_key() {
        Settings settings = read(
                "MicrosoftAppId", APP,
                "MicrosoftAppPassword", "secret",
                "TIDINGS_OIDC_ISSUER", "https://login.example/realm/",
                "TIDINGS_OIDC_AUDIENCES", "api://tidings,other",
                "TIDINGS_OIDC_TENANTS_CLAIM", "tid");
        OidcSettings oidc = Objects.requireNonNull(settings.oidc());
        assertThat(settings.adminKey()).isNull();
        assertThat(oidc.issuer()).isEqualTo("https://login.example/realm/");
        assertThat(oidc.metadata()).hasToString("https://login.example/realm/.well-known/openid-configuration");
        assertThat(oidc.audiences()).containsExactlyInAnyOrder("api://tidings", "other");
        assertThat(oidc.scopeClaims()).containsExactly("scope", "scp", "roles");
        assertThat(oidc.tenantsClaim()).isEqualTo("tid");
        assertThat(oidc.botsClaim()).isNull();
    }

    @Test
    void an_identity_provider_without_an_audience_is_refused() {
        refused("tidings.oidc.audiences", "TIDINGS_OIDC_ISSUER", "https://login.example");
        refused("tidings.oidc.issuer", "TIDINGS_OIDC_AUDIENCES", "api://tidings");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example",
                "ftp://127.0.0.1",
                "https://you@login.example",
                "login.example",
                "https://login.example?a=b",
                "https://login.example#a",
                "http://127.0.0.1.nip.io",
                "no address"
            })
    void keys_are_read_only_where_nobody_can_change_them_on_the_way(String address) {
        refused("tidings.oidc.issuer", "TIDINGS_OIDC_ISSUER", address, "TIDINGS_OIDC_AUDIENCES", "a");
    }

    @Test
    void the_keys_of_an_identity_provider_are_read_only_where_nobody_can_change_them_on_the_way() {
        refused(
                "tidings.oidc.jwks-uri",
                "TIDINGS_OIDC_ISSUER",
                "https://login.example",
                "TIDINGS_OIDC_AUDIENCES",
                "a",
                "TIDINGS_OIDC_JWKS_URI",
                "http://keys.example");
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
        FileTime before = Files.getLastModifiedTime(file);
        Files.writeString(file, "two\n");
        Files.setLastModifiedTime(file, before);
        assertThat(secret.get()).isEqualTo("two");
        Files.writeString(file, "\n");
        assertThat(secret.get()).isEqualTo("two");
        Files.delete(file);
        assertThat(secret.get()).isEqualTo("two");
        assertThat(secret.toString()).doesNotContain("two");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://smba.trafficmanager.net", "*.trafficmanager.net", "smba.trafficmanager.net:443", "A.b"})
    void hosts_that_may_see_the_token_are_plain_names(String host) {
        refused("tidings.service-urls.allowed", "TIDINGS_SERVICE_URLS_ALLOWED", "smba.trafficmanager.net," + host);
    }

    @Test
    void a_list_of_hosts_replaces_the_clouds() {
        assertThat(read("TIDINGS_SERVICE_URLS_ALLOWED", "a.example,b.example").allowedHosts())
                .containsExactlyInAnyOrder("a.example", "b.example");
        assertThat(read().allowedHosts()).contains("smba.trafficmanager.net");
    }

    @Test
    void proxies_that_are_no_regular_expression_are_refused() {
        refused("tidings.forwarded-headers.trusted-proxies", "TIDINGS_FORWARDED_HEADERS_TRUSTED_PROXIES", "127.0.0.(");
    }

    /// Each secret that a bot can have, by the names of the field and by ours.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "MicrosoftAppPassword_FILE",
                "CLIENT_SECRET_FILE",
                "TIDINGS_BOTS_DEFAULT_APP_PASSWORD_FILE",
                "TIDINGS_BOTS_DEFAULT_CLIENT_SECRET_FILE"
            })
    void a_bots_secret_may_be_in_a_file(String name) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "one\n");
        Path admin = Files.writeString(folder.resolve("admin"), KEY + "\n");
        String appId = name.startsWith("TIDINGS") ? "TIDINGS_BOTS_DEFAULT_APP_ID" : "MicrosoftAppId";
        Settings settings = read(appId, APP, name, file.toString(), "TIDINGS_ADMIN_KEY_FILE", admin.toString());
        Proof.ClientSecret proof =
                (Proof.ClientSecret) settings.bots().getFirst().proof();
        assertThat(proof.secret().get()).isEqualTo("one");
        assertThat(Objects.requireNonNull(settings.adminKey()).get()).isEqualTo(KEY);
        Files.writeString(file, "two");
        assertThat(proof.secret().get()).isEqualTo("two");
    }

    @Test
    void a_secret_as_a_value_and_in_a_file_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), "one");
        refused("tidings.admin-key", "TIDINGS_ADMIN_KEY", KEY, "TIDINGS_ADMIN_KEY_FILE", file.toString());
        refused(
                "tidings.bots.default.app-password",
                "MicrosoftAppId",
                APP,
                "MicrosoftAppPassword",
                "secret",
                "MicrosoftAppPassword_FILE",
                file.toString(),
                "TIDINGS_ADMIN_KEY",
                KEY);
    }

    @Test
    void an_empty_file_is_no_secret() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), " \n");
        refused("tidings.admin-key-file", "TIDINGS_ADMIN_KEY_FILE", file.toString());
    }

    @Test
    void an_admin_key_that_can_be_guessed_is_refused() {
        refused("tidings.admin-key", "TIDINGS_ADMIN_KEY", "short");
    }

    @Test
    void a_single_tenant_bot_without_its_tenant_is_refused() {
        refused(
                "tidings.bots.default.tenant-id",
                "MicrosoftAppId",
                APP,
                "MicrosoftAppPassword",
                "secret",
                "MicrosoftAppType",
                "SingleTenant",
                "TIDINGS_ADMIN_KEY",
                KEY);
    }

    @Test
    void words_that_mean_nothing_are_refused() {
        refused("tidings.cloud", "TIDINGS_CLOUD", "moon");
        refused("tidings.database.url", "TIDINGS_DATABASE_URL", "jdbc:mysql://host/db");
        refused("tidings.proxy.url", "TIDINGS_PROXY_URL", "https://proxy.example");
        refused("tidings.limits", "TIDINGS_LIMITS_REQUEST_BODY", "5");
        refused("tidings.limits.requests-per-second", "TIDINGS_LIMITS_REQUESTS_PER_SECOND", "0");
        refused("tidings.limits.in-flight-per-lane", "TIDINGS_LIMITS_IN_FLIGHT_PER_LANE", "201");
        refused("tidings.limits.conversation-windows", "TIDINGS_LIMITS_CONVERSATION_WINDOWS", "7 a second");
        refused("tidings.drain", "TIDINGS_DRAIN", "1h");
        refused("tidings.retention", "TIDINGS_RETENTION", "1h");
        refused("tidings.tracing.endpoint", "TIDINGS_TRACING_ENDPOINT", "collector:4318");
        refused("tidings.tracing.ratio", "TIDINGS_TRACING_RATIO", "2");
        refused(
                "tidings.bots.default.app-type",
                "MicrosoftAppId",
                APP,
                "MicrosoftAppPassword",
                "secret",
                "MicrosoftAppType",
                "TripleTenant");
        refused("tidings.bots.default.app-id", "MicrosoftAppId", "no-guid", "MicrosoftAppPassword", "secret");
    }

    @Test
    void the_default_bot_is_described_once() {
        refused(
                "tidings.bots.default",
                "MicrosoftAppId",
                APP,
                "MicrosoftAppPassword",
                "secret",
                "TIDINGS_BOTS_DEFAULT_APP_ID",
                APP);
    }

    /// The environment cannot say where a name of two words ends; half a bot must not start, nor dev
    /// mode instead.
    @Test
    void a_bot_that_the_environment_alone_cannot_describe_is_refused() {
        refused("TIDINGS_BOTS_PRICE_ALERTS_APP_ID", "TIDINGS_BOTS_PRICE_ALERTS_APP_ID", APP);
        refused("TIDINGS_BOTS_ALERTS_APP_NAME", "TIDINGS_BOTS_ALERTS_APP_NAME", "x");
        refused("TIDINGS_BOTS_APP_ID", "TIDINGS_BOTS_APP_ID", APP);
    }

    @Test
    void a_bot_of_the_file_gets_its_secret_from_the_environment() {
        Settings settings = read(
                Map.of("tidings.bots.price-alerts.app-id", APP),
                "TIDINGS_BOTS_PRICE_ALERTS_APP_PASSWORD",
                "secret",
                "TIDINGS_ADMIN_KEY",
                KEY);
        assertThat(settings.bots()).singleElement().satisfies(bot -> {
            assertThat(bot.name()).isEqualTo("price-alerts");
            assertThat(((Proof.ClientSecret) bot.proof()).secret().get()).isEqualTo("secret");
        });
    }

    @Test
    void what_is_held_about_a_place_is_forgotten_a_month_after_the_app_was_removed_unless_another_time_is_set() {
        assertThat(read().sending().retentionAfterRemoval()).isEqualTo(Duration.ofDays(30));
        assertThat(read("TIDINGS_RETENTION_AFTER_REMOVAL", "0").sending().retentionAfterRemoval())
                .isEqualTo(Duration.ZERO);
        refused("tidings.retention-after-removal", "TIDINGS_RETENTION_AFTER_REMOVAL", "-1d");
    }

    @Test
    void rosters_are_read_once_a_day_unless_another_time_is_set() {
        assertThat(read().rosters()).isEqualTo(new Settings.Rosters(true, Duration.ofHours(24)));
        assertThat(read("TIDINGS_ROSTER_ENABLED", "false", "TIDINGS_ROSTER_REFRESH", "0")
                        .rosters())
                .isEqualTo(new Settings.Rosters(false, Duration.ZERO));
        refused("tidings.roster.refresh", "TIDINGS_ROSTER_REFRESH", "5s");
        refused("tidings.roster.refresh", "TIDINGS_ROSTER_REFRESH", "-1h");
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
        return read(Map.of(), namesAndValues);
    }

    private static Settings read(Map<String, Object> file, String... namesAndValues) {
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
        environment.getPropertySources().addLast(new MapPropertySource("file", file));
        ConfigurationPropertySources.attach(environment);
        TidingsProperties written = Binder.get(environment).bindOrCreate("tidings", TidingsProperties.class);
        return new SettingsReader(written, environment).read();
    }
}
