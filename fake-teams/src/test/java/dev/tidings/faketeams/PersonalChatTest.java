package dev.tidings.faketeams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.faketeams.world.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FakeTeamsExtension.class)
class PersonalChatTest {
    @Test
    void creating_a_chat_again_gives_the_same_id_and_never_an_activity_id(FakeTeams teams) {
        Person ann = teams.scenery().person(0);
        teams.people().install(ann);
        Caller bot = new Caller(teams);

        Caller.Answer first = bot.create(ann.objectId());
        Caller.Answer again =
                bot.post("v3/conversations", """
                {"members":[{"id":"%s"}],"tenantId":"%s","activity":{"type":"message","text":"hello"}}""".formatted(teams.scenery().userId(ann), ann.tenantId()));

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.id()).startsWith("a:").isEqualTo(again.id());
        assertThat(again.json().has("activityId")).isFalse();
        assertThat(teams.scenery().messages(first.id()))
                .extracting(Message::text)
                .containsExactly("hello");
    }

    @Test
    void an_app_with_sessions_opens_another_one_with_each_first_message() {
        try (FakeTeams teams = FakeTeams.builder()
                .bot(BotApp.of("11111111-2222-3333-4444-555555555555").withSessions())
                .start()) {
            Person ann = teams.scenery().person(0);
            teams.people().install(ann);
            Caller bot = new Caller(teams);
            Caller.Answer one = bot.post("v3/conversations", opening(teams, ann));
            Caller.Answer two = bot.post("v3/conversations", opening(teams, ann));

            assertThat(one.status()).isEqualTo(201);
            assertThat(two.id()).isNotEqualTo(one.id());
            assertThat(teams.scenery().sessions(ann)).containsExactly(one.id(), two.id());
            assertThat(teams.scenery().messages(one.id()))
                    .extracting(Message::id)
                    .containsExactly(one.json().path("activityId").stringValue(""));
            assertThat(bot.create(ann.objectId()).id())
                    .isEqualTo(teams.scenery().personalChat(ann));
            assertThat(bot.send(two.id(), "more").status()).isEqualTo(201);
            assertThat(teams.scenery().messages(two.id())).hasSize(2);
            assertThat(bot.get("v3/conversations/" + Caller.segment(two.id()) + "/pagedmembers")
                            .text())
                    .contains(ann.objectId());
        }
    }

    @Test
    void where_the_app_is_not_installed_there_is_a_plain_chat_and_no_session() {
        try (FakeTeams teams = FakeTeams.builder()
                .bot(BotApp.of("11111111-2222-3333-4444-555555555555").withSessions())
                .start()) {
            Person ann = teams.scenery().person(0);
            teams.people().installIn(ann, teams.scenery().teams().get(0).id());
            Caller.Answer opened = new Caller(teams).post("v3/conversations", opening(teams, ann));
            assertThat(opened.id()).isEqualTo(teams.scenery().personalChat(ann));
            assertThat(opened.json().has("activityId")).isFalse();
            assertThat(teams.scenery().sessions(ann)).isEmpty();
        }
    }

    private static String opening(FakeTeams teams, Person person) {
        return """
                {"members":[{"id":"%s"}],"tenantId":"%s","activity":{"type":"message","text":"News"}}""".formatted(teams.scenery().userId(person), person.tenantId());
    }

    @Test
    void a_message_is_sent_updated_and_deleted(FakeTeams teams) {
        Person ann = teams.scenery().person(0);
        teams.people().install(ann);
        Caller bot = new Caller(teams);
        String chat = bot.create(ann.objectId()).id();

        Caller.Answer sent = bot.send(chat, "one");
        String path = "v3/conversations/" + Caller.segment(chat) + "/activities/" + sent.id();
        assertThat(sent.status()).isEqualTo(201);
        assertThat(bot.put(path, Caller.message("two")).id()).isEqualTo(sent.id());
        assertThat(teams.scenery().messages(chat)).extracting(Message::text).containsExactly("two");

        Caller.Answer deleted = bot.delete(path);
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.text()).isEmpty();
        assertThat(bot.put(path, Caller.message("three")).code()).isEqualTo("ActivityNotFoundInConversation");
    }

    @Test
    void every_answer_carries_correlation_headers(FakeTeams teams) {
        Caller.Answer answer = new Caller(teams).send("a:unknown", "hi");
        assertThat(answer.header("MS-CV")).isNotEmpty();
        assertThat(answer.header("ContextId")).isNotEmpty();
    }

    @Test
    void an_object_id_needs_the_app_installed_for_that_person(FakeTeams teams) {
        Person ann = teams.scenery().person(0);
        Caller.Answer refused = new Caller(teams).create(ann.objectId());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("ForbiddenOperationException");
    }

    @Test
    void a_member_of_a_team_with_the_bot_can_be_reached_by_their_bot_id(FakeTeams teams) {
        Person ann = teams.scenery().person(0);
        String userId = teams.scenery().userId(ann);
        Caller bot = new Caller(teams);
        assertThat(bot.create(userId).status()).isEqualTo(403);
        teams.people().installIn(ann, teams.scenery().teams().get(0).id());
        assertThat(bot.create(userId).status()).isEqualTo(201);
        assertThat(bot.create(ann.objectId()).status()).isEqualTo(403);
    }

    @Test
    void a_principal_name_is_not_an_address(FakeTeams teams) {
        Person ann = teams.scenery().person(0);
        teams.people().install(ann);
        Caller.Answer refused = new Caller(teams).create(ann.userPrincipalName());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("BadArgument");
    }

    @Test
    void a_group_chat_cannot_be_created(FakeTeams teams) {
        Person ann = teams.scenery().person(0);
        Person ben = teams.scenery().person(1);
        Caller.Answer refused = new Caller(teams)
                .post("v3/conversations", """
                        {"isGroup":true,"members":[{"id":"%s"},{"id":"%s"}],"tenantId":"%s"}""".formatted(ann.objectId(), ben.objectId(), ann.tenantId()));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("BadSyntax");
        assertThat(refused.json().path("error").path("message").stringValue())
                .isEqualTo("Incorrect conversation creation parameters");
    }

    @Test
    void after_the_app_is_removed_sending_is_refused(FakeTeams teams) {
        Person ann = teams.scenery().person(0);
        teams.people().install(ann);
        Caller bot = new Caller(teams);
        String chat = bot.create(ann.objectId()).id();
        teams.people().uninstall(ann);
        assertThat(bot.send(chat, "still there?").code()).isEqualTo("BotNotInConversationRoster");
    }

    @Test
    void a_quiet_removal_is_refused_with_json_inside_a_string(FakeTeams teams) {
        Person ann = teams.scenery().person(0);
        teams.people().install(ann);
        Caller bot = new Caller(teams);
        String chat = bot.create(ann.objectId()).id();
        teams.people().does("uninstall", "{\"quietly\":true}");
        Caller.Answer refused = bot.send(chat, "still there?");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("errorCode").intValue()).isEqualTo(209);
        assertThat(refused.json().path("message").stringValue())
                .startsWith("{\r\n")
                .contains("MessageWritesBlocked");
    }

    @Test
    void conversations_that_never_were_are_not_found(FakeTeams teams) {
        Caller bot = new Caller(teams);
        Person ann = teams.scenery().person(0);
        assertThat(bot.send(teams.scenery().personalChat(ann), "hi").code()).isEqualTo("ConversationNotFound");
        assertThat(bot.send("19:none@thread.v2", "hi").code()).isEqualTo("ConversationNotFound");
        Caller.Answer garbage = bot.send("a:1garbage", "hi");
        assertThat(garbage.status()).isEqualTo(400);
        assertThat(garbage.text()).contains("Failed to decrypt conversation id");
    }

    @Test
    void a_double_slash_is_not_found(FakeTeams teams) {
        Caller bot = new Caller(teams);
        assertThat(bot.get("/teams//v3/conversations").status()).isEqualTo(404);
        assertThat(bot.post("/teams//v3/conversations", "{}").status()).isEqualTo(404);
    }

    @Test
    void the_tenant_may_be_in_the_path_but_must_be_the_right_one(FakeTeams teams) {
        Person ann = teams.scenery().person(0);
        teams.people().install(ann);
        Caller bot = new Caller(teams);
        String chat = bot.create(ann.objectId()).id();
        String rest = "/v3/conversations/" + Caller.segment(chat) + "/activities";
        assertThat(bot.post("/teams/" + ann.tenantId() + rest, Caller.message("x"))
                        .status())
                .isEqualTo(201);
        assertThat(bot.post("/teams/other" + rest, Caller.message("x")).status())
                .isEqualTo(404);
    }
}
