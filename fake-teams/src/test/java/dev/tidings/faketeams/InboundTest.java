package dev.tidings.faketeams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.inbound.BotAnswer;
import dev.tidings.faketeams.inbound.Patience;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.faketeams.wire.Json;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class InboundTest {
    private final BotStub bot = new BotStub();
    private FakeTeams teams = FakeTeams.builder().start();

    @BeforeEach
    void connect() {
        teams.connect(bot.uri());
    }

    @AfterEach
    void close() {
        teams.close();
        bot.close();
    }

    private Person ann() {
        return teams.scenery().person(0);
    }

    private String general() {
        return teams.scenery().teams().get(0).id();
    }

    private void again(FakeTeamsBuilder builder) {
        teams.close();
        teams = builder.start();
        teams.connect(bot.uri());
    }

    @Test
    void installing_for_a_person_brings_both_events_in_the_wanted_order() {
        teams.people().install(ann());
        assertThat(bot.heard())
                .extracting(BotStub.Heard::type)
                .containsExactly("conversationUpdate", "installationUpdate");

        teams.people().does("install", "{\"order\":\"installation-update-first\",\"repeat\":1}");
        List<BotStub.Heard> later = bot.heard().subList(2, 6);
        assertThat(later)
                .extracting(BotStub.Heard::type)
                .containsExactly(
                        "installationUpdate", "conversationUpdate", "installationUpdate", "conversationUpdate");
        assertThat(later.get(0).activity().get("id"))
                .isEqualTo(later.get(2).activity().get("id"));
    }

    @Test
    void an_activity_has_the_whole_envelope() {
        teams.people().install(ann());
        ObjectNode update = bot.heard().get(1).activity();
        assertThat(update.path("action").stringValue()).isEqualTo("add");
        assertThat(update.path("channelId").stringValue()).isEqualTo("msteams");
        assertThat(update.path("serviceUrl").stringValue())
                .isEqualTo(teams.serviceUrl(ann().tenantId()).toString());
        assertThat(Json.text(update, "from", "id")).isEqualTo(teams.scenery().userId(ann()));
        assertThat(Json.text(update, "from", "aadObjectId")).isEqualTo(ann().objectId());
        assertThat(Json.text(update, "recipient", "id"))
                .isEqualTo("28:" + teams.bot().appId());
        assertThat(Json.text(update, "conversation", "id")).startsWith("a:");
        assertThat(Json.text(update, "conversation", "conversationType")).isEqualTo("personal");
        assertThat(Json.text(update, "channelData", "tenant", "id")).isEqualTo(ann().tenantId());
        assertThat(update.path("channelData").has("team")).isFalse();
        JsonNode client = update.path("entities").get(0);
        assertThat(Json.text(client, "timezone")).isEqualTo(ann().place().zone().getId());
        assertThat(Json.text(client, "locale")).isEqualTo(ann().place().locale());
        assertThat(bot.heard().get(1).conversationHeader()).isEqualTo(Json.text(update, "conversation", "id"));
        assertThat(bot.heard().get(1).authorization()).isEmpty();
    }

    @Test
    void installing_in_a_team_names_the_chosen_channel() {
        String channel = teams.scenery().teams().get(0).channels().get(1).id();
        teams.people().installIn(ann(), channel);
        ObjectNode update = bot.heard().get(0).activity();
        ObjectNode installation = bot.heard().get(1).activity();
        assertThat(Json.text(update, "conversation", "id")).isEqualTo(channel);
        assertThat(Json.text(update, "channelData", "eventType")).isEqualTo("teamMemberAdded");
        assertThat(Json.text(update, "channelData", "team", "id")).isEqualTo(general());
        assertThat(Json.text(update.path("membersAdded").get(0), "id"))
                .isEqualTo("28:" + teams.bot().appId());
        assertThat(Json.text(installation, "channelData", "settings", "selectedChannel", "id"))
                .isEqualTo(channel);
    }

    @Test
    void a_group_chat_hears_mentions_only() {
        var chat = teams.scenery().chats().get(0);
        teams.people().installIn(ann(), chat.id());
        assertThat(teams.people().saysIn(ann(), chat.id(), "among us").answers())
                .isEmpty();
        teams.people().mentionsBot(ann(), chat.id(), "hi");
        ObjectNode message = bot.last();
        assertThat(message.path("text").stringValue()).isEqualTo("<at>Bot</at> hi");
        assertThat(Json.text(message, "conversation", "conversationType")).isEqualTo("groupChat");
        JsonNode mention = message.path("entities").get(1);
        assertThat(Json.text(mention, "mentioned", "id"))
                .isEqualTo("28:" + teams.bot().appId());
        assertThat(Json.text(mention, "text")).isEqualTo("<at>Bot</at>");
    }

    @Test
    void a_message_in_a_channel_names_its_thread_and_third_persons() {
        teams.people().installIn(ann(), general());
        People.Done done = teams.people().does("message", """
                {"in":"%s","mention":true,"mentions":["%s"],"text":"look"}""".formatted(
                        general(), teams.scenery().person(1).objectId()));
        assertThat(Json.text(bot.last(), "conversation", "id")).isEqualTo(general() + ";messageid=" + done.message());
        assertThat(bot.last().path("entities")).hasSize(3);
        People.Done reply = teams.people().mentionsBot(ann(), general() + ";messageid=" + done.message(), "more");
        assertThat(reply.message()).isNotEqualTo(done.message());
        assertThat(Json.text(bot.last(), "conversation", "id")).endsWith(";messageid=" + done.message());
    }

    @Test
    void members_come_and_go() {
        teams.people().installIn(ann(), general());
        teams.people().removes(teams.scenery().person(3), general());
        assertThat(Json.text(bot.last(), "channelData", "eventType")).isEqualTo("teamMemberRemoved");
        teams.people().adds(teams.scenery().person(3), general());
        assertThat(Json.text(bot.last().path("membersAdded").get(0), "aadObjectId"))
                .isEqualTo(teams.scenery().person(3).objectId());
        assertThatThrownBy(() -> teams.people().adds(teams.scenery().person(3), general()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("member already");
    }

    @Test
    void uninstalling_tells_the_bot_a_last_time() {
        teams.people().installIn(ann(), general());
        teams.people().uninstallFrom(ann(), general());
        List<BotStub.Heard> last = bot.heard().subList(2, 4);
        assertThat(Json.text(last.get(0).activity(), "channelData", "eventType"))
                .isEqualTo("teamMemberRemoved");
        assertThat(last.get(1).activity().path("action").stringValue()).isEqualTo("remove");
    }

    @Test
    void the_bot_hears_of_reactions_to_its_own_messages_only() {
        teams.people().installIn(ann(), general());
        Caller caller = new Caller(teams);
        String message = caller.send(general(), "rate me").id();
        teams.people().reacts(ann(), general(), message, "heart");
        assertThat(bot.last().path("replyToId").stringValue()).isEqualTo(message);
        assertThat(bot.last().path("reactionsAdded").get(0).path("type").stringValue())
                .isEqualTo("heart");
        String mine = teams.people().saysIn(ann(), general(), "mine").message();
        assertThat(teams.people().reacts(ann(), general(), mine, "like").answers())
                .isEmpty();
    }

    @Test
    void a_submit_is_a_message_with_a_value_and_an_execute_an_invoke_with_an_answer() {
        teams.people().install(ann());
        String chat = teams.scenery().personalChat(ann());
        String card = new Caller(teams).send(chat, "card").id();
        teams.people().presses(ann(), chat, card, "{\"type\":\"Action.Submit\",\"data\":{\"x\":1}}");
        assertThat(bot.last().path("type").stringValue()).isEqualTo("message");
        assertThat(bot.last().path("value").path("x").intValue()).isEqualTo(1);

        bot.reacts(activity -> new BotStub.Reaction(200, "{\"statusCode\":200}"));
        People.Done done =
                teams.people().presses(ann(), chat, card, "{\"type\":\"Action.Execute\",\"verb\":\"ack\",\"data\":{}}");
        assertThat(bot.last().path("name").stringValue()).isEqualTo("adaptiveCard/action");
        assertThat(Json.text(bot.last(), "value", "action", "verb")).isEqualTo("ack");
        assertThat(done.answer().body()).isEqualTo("{\"statusCode\":200}");
    }

    @Test
    void edits_deletions_and_read_receipts_reach_the_bot() {
        teams.people().install(ann());
        String chat = teams.scenery().personalChat(ann());
        String message = teams.people().says(ann(), "helo").message();
        teams.people().edits(ann(), chat, message, "hello");
        assertThat(bot.last().path("type").stringValue()).isEqualTo("messageUpdate");
        assertThat(Json.text(bot.last(), "channelData", "eventType")).isEqualTo("editMessage");
        assertThat(bot.last().path("text").stringValue()).isEqualTo("hello");
        teams.people().deletes(ann(), chat, message);
        assertThat(bot.last().path("type").stringValue()).isEqualTo("messageDelete");
        teams.people().does("read-receipt", "{}");
        assertThat(Json.text(bot.last(), "value", "lastReadMessageId")).isEqualTo(message);
    }

    @Test
    void channels_and_teams_change_and_go() {
        String general = general();
        teams.people().installIn(ann(), general);
        String created = teams.people()
                .does("channel-created", "{\"team\":\"%s\",\"name\":\"New\"}".formatted(general))
                .conversation();
        assertThat(Json.text(bot.last(), "channelData", "eventType")).isEqualTo("channelCreated");
        assertThat(Json.text(bot.last(), "channelData", "channel", "id")).isEqualTo(created);
        assertThat(Json.text(bot.last(), "conversation", "id")).isEqualTo(general);
        teams.people().does("channel-renamed", "{\"channel\":\"%s\",\"name\":\"Newer\"}".formatted(created));
        assertThat(Json.text(bot.last(), "channelData", "channel", "name")).isEqualTo("Newer");
        Caller caller = new Caller(teams);
        assertThat(caller.send(created, "x").status()).isEqualTo(201);
        teams.people().does("channel-deleted", "{\"channel\":\"%s\"}".formatted(created));
        assertThat(caller.send(created, "x").code()).isEqualTo("ConversationNotFound");
        teams.people().does("team-deleted", "{\"team\":\"%s\"}".formatted(general));
        assertThat(Json.text(bot.last(), "channelData", "eventType")).isEqualTo("teamDeleted");
        assertThat(caller.send(general, "x").status()).isEqualTo(404);
    }

    @Test
    void a_raw_activity_goes_out_as_it_is() {
        teams.people().does("raw", "{\"complete\":true,\"activity\":{\"type\":\"strange\",\"more\":[1]}}");
        assertThat(Json.write(bot.last())).isEqualTo("{\"type\":\"strange\",\"more\":[1]}");
        teams.people().does("raw", "{\"activity\":{\"type\":\"strange\"}}");
        assertThat(bot.last().path("channelId").stringValue()).isEqualTo("msteams");
    }

    @Test
    void an_activity_the_bot_does_not_take_is_sent_again_with_the_same_id() {
        again(FakeTeams.builder().patience(new Patience(Duration.ofMillis(200), 2, Duration.ofMillis(1))));
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        bot.reacts(activity -> {
            if (calls.incrementAndGet() == 1) {
                return new BotStub.Reaction(500, "");
            }
            if (calls.get() == 2) {
                await(never);
            }
            return new BotStub.Reaction(200, "");
        });
        BotAnswer answer = teams.people().says(ann(), "hello?").answer();
        never.countDown();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.attempts()).isEqualTo(3);
        assertThat(bot.heard()).extracting(h -> Json.text(h.activity(), "id")).containsOnly(answer.activityId());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_refusal_of_the_bot_is_reported_and_not_repeated() {
        bot.reacts(activity -> new BotStub.Reaction(401, "no"));
        BotAnswer answer = teams.people().says(ann(), "hello?").answer();
        assertThat(answer)
                .extracting(BotAnswer::status, BotAnswer::body, BotAnswer::attempts)
                .containsExactly(401, "no", 1);
    }

    @Test
    void an_unreachable_bot_is_status_zero_and_says_why() {
        again(FakeTeams.builder().patience(new Patience(Duration.ofSeconds(1), 0, Duration.ofMillis(1))));
        bot.close();
        BotAnswer answer = teams.people().says(ann(), "hello?").answer();
        assertThat(answer.status()).isZero();
        assertThat(answer.error()).isNotEmpty();
    }

    @Test
    void with_credentials_activities_are_signed_by_an_endorsed_key() throws Exception {
        again(FakeTeams.builder().bot(BotApp.of("app").withSecret("s")));
        teams.people().says(ann(), "one");
        teams.rotateKeys(false);
        teams.people().says(ann(), "two");

        JWKSet keys = JWKSet.parse(new Caller(teams).get("/v1/.well-known/keys").text());
        SignedJWT old = SignedJWT.parse(bot.heard().get(0).authorization().substring(7));
        SignedJWT now = SignedJWT.parse(bot.heard().get(1).authorization().substring(7));
        assertThat(keys.getKeyByKeyId(old.getHeader().getKeyID())).isNull();
        RSAKey key = (RSAKey) keys.getKeyByKeyId(now.getHeader().getKeyID());
        assertThat(now.verify(new RSASSAVerifier(key))).isTrue();
        assertThat(now.getJWTClaimsSet().getIssuer()).isEqualTo("https://api.botframework.com");
        assertThat(now.getJWTClaimsSet().getAudience()).containsExactly("app");
        assertThat(now.getJWTClaimsSet().getStringClaim("serviceurl")).isEqualTo(Json.text(bot.last(), "serviceUrl"));
    }

    @Test
    void two_bots_do_not_share_ids() {
        again(FakeTeams.builder()
                .bot(BotApp.of("one").withSecret("1"))
                .bot(BotApp.of("two").withSecret("2")));
        teams.connect("two", URI.create(bot.uri().toString()));
        String idForOne = teams.scenery().userId("one", ann());
        String idForTwo = teams.scenery().userId("two", ann());
        teams.people().install(ann());
        teams.people().towards("two").install(ann());
        assertThat(idForOne).isNotEqualTo(idForTwo);
        Caller two = new Caller(teams).with(new Caller(teams).token("two", "2"));
        Caller.Answer foreign = two.create(idForOne);
        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.text()).contains("Failed to decrypt pairwise id");
        assertThat(two.send(teams.scenery().personalChat("one", ann()), "x").text())
                .contains("Failed to decrypt conversation id");
        assertThat(two.create(idForTwo).status()).isEqualTo(201);
    }

    @Test
    void what_makes_no_sense_is_refused_with_a_sentence() {
        assertThatThrownBy(() -> teams.people().saysIn(ann(), "19:none@thread.v2", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("19:none@thread.v2");
        assertThatThrownBy(() -> teams.people().saysIn(ann(), general(), "x")).hasMessageContaining("not installed");
        Caller.Answer unknown = new Caller(teams).post("/_fake/activities/dance", "{}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.text()).contains("card-action");
    }
}
