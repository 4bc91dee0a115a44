package dev.tidings.teams.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceUrlPolicyTest {
    private final ServiceUrlPolicy microsoft = ServiceUrlPolicy.microsoft();
    private final ServiceUrlPolicy withLoopback =
            ServiceUrlPolicy.exactly(Set.of("smba.trafficmanager.net"), URI.create("http://127.0.0.1:3979/teams"));

    @ParameterizedTest
    @CsvSource({
        "https://smba.trafficmanager.net/amer/, https://smba.trafficmanager.net/amer/",
        "https://smba.trafficmanager.net/amer, https://smba.trafficmanager.net/amer/",
        "https://smba.trafficmanager.net, https://smba.trafficmanager.net/",
        "https://smba.trafficmanager.net/amer//, https://smba.trafficmanager.net/amer/",
        "https://smba.trafficmanager.net:443/in/, https://smba.trafficmanager.net:443/in/",
        "https://smba.trafficmanager.net/amer/0b1c3a4e-0000-4000-8000-1234567890ab/,"
                + "https://smba.trafficmanager.net/amer/0b1c3a4e-0000-4000-8000-1234567890ab/",
        "https://smba.infra.gcc.teams.microsoft.com/teams, https://smba.infra.gcc.teams.microsoft.com/teams/",
        "https://smba.infra.gov.teams.microsoft.us/teams, https://smba.infra.gov.teams.microsoft.us/teams/",
        "https://smba.infra.dod.teams.microsoft.us/teams, https://smba.infra.dod.teams.microsoft.us/teams/",
    })
    void microsofts_hosts_are_allowed_and_end_with_one_slash(String given, String expected) {
        assertThat(microsoft.require(given)).isEqualTo(URI.create(expected));
        assertThat(microsoft.allows(given)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "amer",
                "//smba.trafficmanager.net/",
                "http://smba.trafficmanager.net/amer/",
                "ftp://smba.trafficmanager.net/",
                "https://evil.example/",
                "https://evil.trafficmanager.net/",
                "https://smba.trafficmanager.net.evil.example/",
                "https://evilsmba.trafficmanager.net/",
                "https://smba.trafficmanager.net./amer/",
                "https://SMBA.trafficmanager.net/amer/",
                "HTTPS://smba.trafficmanager.net/amer/",
                "https://smba.trafficmanager.net:8443/",
                "https://smba.trafficmanager.net:0443/",
                "https://smba.trafficmanager.net:/",
                "https://smba.trafficmanager.net:99999/",
                "https://bot@smba.trafficmanager.net/",
                "https://smba.trafficmanager.net@evil.example/",
                "https://smba.trafficmanager.net:x@evil.example/",
                "https://evil.example\\@smba.trafficmanager.net/",
                "https://smba.trafficmanager.net\\.evil.example/",
                "https:\\\\smba.trafficmanager.net/",
                "https://evil.example#@smba.trafficmanager.net/",
                "https://evil.example?@smba.trafficmanager.net/",
                "https://smba.trafficmanager.net%2eevil.example/",
                "https://smba.trafficmanager.net%00.evil.example/",
                "https://smba%2etrafficmanager.net/",
                "https://smba.trafficmanager。net/",
                "https://ſmba.trafficmanager.net/",
                "https://smba.trafficmanager.net/%2e%2e/",
                "https://smba.trafficmanager.net/amer/../x",
                "https://smba.trafficmanager.net/./x",
                "https://smba.trafficmanager.net/..",
                "https://smba.trafficmanager.net/a//b/",
                "https://smba.trafficmanager.net//evil.example/x",
                "https://smba.trafficmanager.net/?x=1",
                "https://smba.trafficmanager.net/#x",
                "https://smba.trafficmanager.net/a b",
                "https://smba.trafficmanager.net/amer/\n",
                "\thttps://smba.trafficmanager.net/amer/",
                " https://smba.trafficmanager.net/amer/",
                "https://smba.trafficmanager.net\r\nHost: evil.example/",
                "https://canary.botapi.skype.com/amer/",
                "https://127.0.0.1/",
                "http://127.0.0.1:3979/",
                "https://localhost/",
            })
    void everything_else_is_refused(String given) {
        assertThat(microsoft.allows(given)).isFalse();
        assertThatThrownBy(() -> microsoft.require(given)).isInstanceOf(ServiceUrlRefusedException.class);
    }

    @Test
    void a_giant_url_is_refused_and_not_repeated() {
        String giant = "https://smba.trafficmanager.net/" + "a/".repeat(100_000);

        assertThatThrownBy(() -> microsoft.require(giant))
                .isInstanceOf(ServiceUrlRefusedException.class)
                .message()
                .hasSizeLessThan(300);
    }

    @Test
    void the_configured_loopback_origin_is_allowed_on_http_and_whatever_its_path() {
        assertThat(withLoopback.require("http://127.0.0.1:3979/amer"))
                .isEqualTo(URI.create("http://127.0.0.1:3979/amer/"));
        assertThat(withLoopback.allows("https://smba.trafficmanager.net/amer/")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:3980/",
                "http://127.0.0.1/",
                "https://127.0.0.1:3979/",
                "http://localhost:3979/",
                "http://127.0.0.2:3979/",
                "http://127.1:3979/",
                "http://2130706433:3979/",
                "http://0x7f.0.0.1:3979/",
                "http://[::1]:3979/",
                "http://[::ffff:127.0.0.1]:3979/",
                "http://127.0.0.1:3979@evil.example/",
                "http://127.0.0.1.evil.example:3979/",
            })
    void another_spelling_scheme_or_port_of_the_loopback_origin_is_refused(String given) {
        assertThat(withLoopback.allows(given)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.1:3979/", "http://evil.example/", "http://localhost.evil.example/"})
    void only_an_address_of_this_machine_can_be_the_exception(String url) {
        assertThatThrownBy(() -> ServiceUrlPolicy.exactly(Set.of(), URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://host", "host/", "HOST", "*.trafficmanager.net", ".host", "host:443", "host."})
    void a_host_that_is_no_plain_name_cannot_be_configured(String host) {
        assertThatThrownBy(() -> ServiceUrlPolicy.exactly(Set.of(host), null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/x", "http://localhost:56150/_connector", "https://[::1]:8443/"})
    void without_credentials_any_port_of_this_machine_is_allowed(String url) {
        assertThat(ServiceUrlPolicy.loopbackOnly().allows(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://smba.trafficmanager.net/amer/",
                "http://127.0.0.1.evil.example/",
                "http://localhost.evil.example/",
                "http://128.0.0.1/"
            })
    void without_credentials_nothing_beyond_this_machine_is_allowed(String url) {
        assertThat(ServiceUrlPolicy.loopbackOnly().allows(url)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Cloud.class)
    void a_clouds_own_service_url_is_on_one_of_its_hosts(Cloud cloud) {
        ServiceUrlPolicy policy = ServiceUrlPolicy.exactly(cloud.serviceUrlHosts(), null);

        assertThat(cloud.serviceUrl().map(policy::allows).orElse(cloud == Cloud.CHINA))
                .isTrue();
    }
}
