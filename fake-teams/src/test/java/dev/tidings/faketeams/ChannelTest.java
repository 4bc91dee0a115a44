package dev.tidings.faketeams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.world.Message;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FakeTeamsExtension.class)
class ChannelTest {
    private static String channel(FakeTeams teams) {
        String id = teams.scenery().teams().get(0).channels().get(1).id();
        teams.people().installIn(teams.scenery().person(0), id);
        return id;
    }

    private static Caller.Answer thread(FakeTeams teams, String channel) {
        return new Caller(teams)
                .post("v3/conversations", """
                {"isGroup":true,"activity":{"type":"message","text":"root"},"channelData":{"channel":{"id":"%s"}},"tenantId":"%s"}""".formatted(channel, teams.scenery().tenant(0)));
    }

    @Test
    void every_new_thread_has_an_id_that_names_its_first_message(FakeTeams teams) {
        String channel = channel(teams);
        Caller.Answer one = thread(teams, channel);
        Caller.Answer two = thread(teams, channel);
        String activity = one.json().path("activityId").stringValue();
        assertThat(one.status()).isEqualTo(201);
        assertThat(one.id()).isEqualTo(channel + ";messageid=" + activity);
        assertThat(two.id()).isNotEqualTo(one.id());
    }

    @Test
    void a_reply_joins_its_thread_by_either_path(FakeTeams teams) {
        String channel = channel(teams);
        Caller bot = new Caller(teams);
        Caller.Answer root = thread(teams, channel);
        String activity = root.json().path("activityId").stringValue();
        bot.send(root.id(), "by conversation");
        bot.post("v3/conversations/" + Caller.segment(channel) + "/activities/" + activity, Caller.message("by reply"));
        assertThat(teams.scenery().messages(channel)).extracting(Message::root).containsOnly(activity);
        assertThat(bot.send(channel + ";messageid=123", "x").code()).isEqualTo("ActivityNotFoundInConversation");
        assertThat(bot.send(channel + ";messageid=0", "x").code()).isEqualTo("ConversationNotFound");
    }

    @Test
    void a_reply_to_what_is_no_message_goes_into_the_conversation(FakeTeams teams) {
        String channel = channel(teams);
        Caller bot = new Caller(teams);
        Caller.Answer root = thread(teams, channel);
        String madeUp = "/activities/" + UUID.randomUUID();
        bot.post("v3/conversations/" + Caller.segment(root.id()) + madeUp, Caller.message("in the thread"));
        Caller.Answer own = bot.post("v3/conversations/" + Caller.segment(channel) + madeUp, Caller.message("own"));
        assertThat(teams.scenery().messages(channel))
                .extracting(Message::root)
                .containsExactly(
                        root.json().path("activityId").stringValue(),
                        root.json().path("activityId").stringValue(),
                        own.id());
        Caller.Answer gone =
                bot.post("v3/conversations/" + Caller.segment(channel) + "/activities/123", Caller.message("x"));
        assertThat(gone.code()).isEqualTo("ActivityNotFoundInConversation");
    }

    @Test
    void a_thread_without_a_message_cannot_be_created(FakeTeams teams) {
        Caller.Answer refused = new Caller(teams)
                .post(
                        "v3/conversations",
                        "{\"isGroup\":true,\"channelData\":{\"channel\":{\"id\":\"%s\"}},\"tenantId\":\"%s\"}"
                                .formatted(channel(teams), teams.scenery().tenant(0)));
        assertThat(refused.code()).isEqualTo("BadSyntax");
    }

    @Test
    void a_channel_without_the_app_refuses(FakeTeams teams) {
        String general = teams.scenery().teams().get(1).id();
        assertThat(new Caller(teams).send(general, "x").code()).isEqualTo("BotNotInConversationRoster");
        assertThat(thread(teams, general).status()).isEqualTo(403);
    }

    @Test
    void a_targeted_message_is_for_one_member(FakeTeams teams) {
        String channel = channel(teams);
        Person ann = teams.scenery().person(0);
        Caller bot = new Caller(teams);
        String path = "v3/conversations/" + Caller.segment(channel) + "/activities";
        String body = "{\"type\":\"message\",\"text\":\"psst\",\"recipient\":{\"id\":\"%s\"}}"
                .formatted(teams.scenery().userId(ann));
        Caller.Answer sent = bot.post(path + "?isTargetedActivity=true", body);
        assertThat(sent.status()).isEqualTo(201);
        assertThat(teams.scenery().messages(channel).get(0).onlyFor()).isEqualTo(ann.objectId());
        assertThat(bot.put(path + "/" + sent.id(), Caller.message("x")).status())
                .isEqualTo(404);
        assertThat(bot.put(path + "/" + sent.id() + "?isTargetedActivity=true", Caller.message("x"))
                        .status())
                .isEqualTo(200);
        teams.people().install(ann);
        String chat = Caller.segment(teams.scenery().personalChat(ann));
        assertThat(bot.post("v3/conversations/" + chat + "/activities?isTargetedActivity=true", body)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_team_and_its_channels_are_read(FakeTeams teams) {
        channel(teams);
        Caller bot = new Caller(teams);
        Scenery.TeamView team = teams.scenery().teams().get(0);
        String path = "v3/teams/" + Caller.segment(team.id());
        assertThat(bot.get(path).json().path("aadGroupId").stringValue()).isEqualTo(team.groupId());
        assertThat(bot.get(path).json().path("memberCount").intValue()).isEqualTo(20);
        var channels = bot.get(path + "/conversations").json().path("conversations");
        assertThat(channels).hasSize(3);
        assertThat(channels.get(0).path("id").stringValue()).isEqualTo(team.id());
        assertThat(channels.get(0).path("name").isNull()).isTrue();
    }

    @Test
    void what_teams_does_not_support_is_not_supported(FakeTeams teams) {
        String path = "v3/conversations/" + Caller.segment(channel(teams));
        Caller bot = new Caller(teams);
        assertThat(bot.get("v3/conversations").status()).isEqualTo(405);
        assertThat(bot.post(path + "/activities/history", "{}").status()).isEqualTo(405);
        assertThat(bot.post(path + "/attachments", "{}").status()).isEqualTo(405);
        assertThat(bot.delete(path + "/members/x").status()).isEqualTo(405);
    }

    @Test
    void a_mention_whose_text_does_not_match_is_reported_as_ignored(FakeTeams teams) {
        String channel = channel(teams);
        Caller bot = new Caller(teams);
        String path = "v3/conversations/" + Caller.segment(channel) + "/activities";
        String template = "{\"type\":\"message\",\"text\":\"<at>%s</at> hi\",\"entities\":[{\"type\":\"mention\","
                + "\"text\":\"<at>%s</at>\",\"mentioned\":{\"id\":\"29:x\",\"name\":\"A\"}}]}";
        bot.post(path, template.formatted("Ann", "Ann"));
        bot.post(path, template.formatted("Ann", "Anne"));
        bot.post(path, template.formatted("A&B", "A&B"));
        assertThat(teams.scenery().messages(channel).get(0).ignoredMentions()).isEmpty();
        assertThat(teams.scenery().messages(channel).get(1).ignoredMentions())
                .containsExactly("<at>Anne</at>", "<at>Ann</at>");
        assertThat(teams.scenery().messages(channel).get(2).ignoredMentions()).containsExactly("<at>A&B</at>");
    }
}
