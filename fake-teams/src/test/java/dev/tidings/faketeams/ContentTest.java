package dev.tidings.faketeams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(FakeTeamsExtension.class)
class ContentTest {
    private static String path(FakeTeams teams) {
        teams.people().install(teams.scenery().person(0));
        String chat = teams.scenery().personalChat(teams.scenery().person(0));
        return "v3/conversations/" + Caller.segment(chat) + "/activities";
    }

    @Test
    void a_message_over_a_hundred_kilobytes_of_utf16_is_too_big(FakeTeams teams) {
        Caller bot = new Caller(teams);
        int overhead = Caller.message("").length();
        String fits = "x".repeat(100 * 1024 / 2 - overhead);
        assertThat(bot.post(path(teams), Caller.message(fits)).status()).isEqualTo(201);
        Caller.Answer refused = bot.post(path(teams), Caller.message(fits + "x"));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.code()).isEqualTo("MessageSizeTooBig");
    }

    @Test
    void images_inside_the_message_are_not_counted(FakeTeams teams) {
        String image = "data:image/png;base64," + "A".repeat(200_000);
        String body = "{\"type\":\"message\",\"attachments\":[{\"contentType\":\"image/png\",\"contentUrl\":\"" + image
                + "\"}]}";
        assertThat(new Caller(teams).post(path(teams), body).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "nonsense",
                "{}",
                "{\"type\":\"message\"}",
                "{\"type\":\"message\",\"text\":5}",
                "{\"type\":\"dance\",\"text\":\"x\"}",
                "{\"type\":\"message\",\"attachments\":{}}",
                "{\"type\":\"message\",\"attachments\":[1]}",
                "{\"type\":5}"
            })
    void malformed_activities_are_bad_requests(String body, FakeTeams teams) {
        Caller.Answer refused = new Caller(teams).post(path(teams), body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isIn("BadSyntax", "BadArgument", "MissingProperty");
    }

    @Test
    void a_typing_sign_is_taken_and_not_kept(FakeTeams teams) {
        assertThat(new Caller(teams).post(path(teams), "{\"type\":\"typing\"}").status())
                .isEqualTo(201);
        assertThat(teams.scenery().messages()).isEmpty();
    }
}
