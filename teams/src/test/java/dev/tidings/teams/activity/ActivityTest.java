package dev.tidings.teams.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ActivityTest {

    @Test
    void the_bot_was_added_to_a_team() {
        Activity.ConversationUpdate update = read(Activity.ConversationUpdate.class, """
                {"type":"conversationUpdate","id":"f:1","channelId":"msteams",
                 "serviceUrl":"https://smba.trafficmanager.net/amer/","from":{"id":"29:u","aadObjectId":"g"},
                 "conversation":{"isGroup":true,"conversationType":"channel","id":"19:team@thread.tacv2","tenantId":"t"},
                 "recipient":{"id":"28:app","name":"Bot"},"membersAdded":[{"id":"28:app"}],
                 "channelData":{"team":{"id":"19:team@thread.tacv2","name":"N","aadGroupId":"g"},
                   "eventType":"teamMemberAdded","tenant":{"id":"t"}}}""");
        assertThat(update.botAdded()).isTrue();
        assertThat(update.botRemoved()).isFalse();
        assertThat(update.tenantId()).contains("t");
        assertThat(update.envelope().channelData().eventType()).isEqualTo("teamMemberAdded");
        assertThat(update.envelope().channelData().team())
                .isEqualTo(new TeamsChannelData.Team("19:team@thread.tacv2", "N", "g"));
    }

    @ParameterizedTest
    @CsvSource({"add, true", "remove, false", "add-upgrade, true", "remove-upgrade, false"})
    void each_installation_action_says_whether_the_bot_is_there(String action, boolean there) {
        Activity.InstallationUpdate update = read(Activity.InstallationUpdate.class, """
                {"type":"installationUpdate","action":"%s","id":"f:2","channelId":"msteams","serviceUrl":"https://s/",
                 "from":{"id":"29:u","aadObjectId":"g"},"recipient":{"id":"28:app"},
                 "conversation":{"id":"19:chan@thread.tacv2","conversationType":"channel","isGroup":true,"tenantId":"t"},
                 "channelData":{"settings":{"selectedChannel":{"id":"19:chan@thread.tacv2"}},
                   "channel":{"id":"19:chan@thread.tacv2"},"team":{"id":"19:team@thread.tacv2"},
                   "tenant":{"id":"t"},"source":{"name":"message"}}}""".formatted(action));
        assertThat(update.action().installed()).isEqualTo(there);
        assertThat(update.envelope().channelData().selectedChannelId()).isEqualTo("19:chan@thread.tacv2");
    }

    @Test
    void an_installation_action_that_is_new_is_kept_as_unknown() {
        assertThat(Activity.read("{\"type\":\"installationUpdate\",\"action\":\"pause\"}"))
                .isInstanceOf(Activity.Unknown.class);
    }

    @Test
    void a_mention_of_the_bot_is_left_out_of_what_was_said() {
        Activity.Message message = read(Activity.Message.class, """
                {"type":"message","id":"1481567603816","text":"<at>Bot</at> hi","recipient":{"id":"28:app"},
                 "entities":[{"type":"mention","mentioned":{"id":"28:app","name":"Bot"},"text":"<at>Bot</at>"}],
                 "conversation":{"id":"19:chan@thread.tacv2;messageid=1481567603816","conversationType":"channel",
                   "isGroup":true}}""");
        assertThat(message.textWithoutBot()).isEqualTo("hi");
        assertThat(message.mentions()).hasSize(1);
        assertThat(message.envelope().conversation()).isNotNull();
    }

    @Test
    void a_mention_without_its_marks_leaves_the_text_alone() {
        assertThat(read(Activity.Message.class, """
                        {"type":"message","text":"Bot hi","recipient":{"id":"28:app"},
                         "entities":[{"type":"mention","mentioned":{"id":"28:app"}},{"type":"mention"},5]}""").textWithoutBot()).isEqualTo("Bot hi");
    }

    @Test
    void a_reaction_names_the_message() {
        Activity.MessageReaction reaction = read(Activity.MessageReaction.class, """
                {"type":"messageReaction","reactionsAdded":[{"type":"like"}],"replyToId":"1575667808184",
                 "conversation":{"id":"19:c@thread.tacv2"}}""");
        assertThat(reaction.added()).containsExactly("like");
        assertThat(reaction.removed()).isEmpty();
        assertThat(reaction.envelope().replyToId()).isEqualTo("1575667808184");
    }

    @Test
    void events_and_invokes_have_a_name_and_a_value() {
        Activity.Event event = read(Activity.Event.class, """
                {"type":"event","name":"application/vnd.microsoft.readReceipt",
                 "value":{"lastReadMessageId":"1692206589131"},"conversation":{"conversationType":"personal","id":"a:1"}}""");
        assertThat(event.name()).isEqualTo("application/vnd.microsoft.readReceipt");
        assertThat(String.valueOf(event.value())).contains("1692206589131");
        Activity.Invoke invoke = read(Activity.Invoke.class, """
                {"type":"invoke","name":"adaptiveCard/action",
                 "value":{"action":{"type":"Action.Execute","verb":"ack","data":{}},"trigger":"manual"}}""");
        assertThat(invoke.name()).isEqualTo("adaptiveCard/action");
        assertThat(String.valueOf(invoke.value())).contains("\"ack\"");
    }

    @Test
    void what_a_card_submitted_is_the_value_of_a_message_without_text() {
        Activity.Message message = read(Activity.Message.class, "{\"type\":\"message\",\"value\":{\"stop\":true}}");
        assertThat(message.text()).isEmpty();
        assertThat(String.valueOf(message.value())).isEqualTo("{\"stop\":true}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "channelCreated", "channelRenamed", "channelDeleted", "channelRestored", "channelShared",
                "channelUnshared", "channelMemberAdded", "channelMemberRemoved", "teamRenamed", "teamDeleted",
                "teamHardDeleted", "teamArchived", "teamUnarchived", "teamRestored", "teamMemberAdded",
                "teamMemberRemoved", "somethingNew"
            })
    void every_team_event_is_a_conversation_update_that_names_it(String event) {
        Activity.ConversationUpdate update = read(Activity.ConversationUpdate.class, """
                {"type":"conversationUpdate","channelData":{"eventType":"%s","channel":{"id":"19:c","name":"C"}}}""".formatted(event));
        assertThat(update.envelope().channelData().eventType()).isEqualTo(event);
        assertThat(update.envelope().channelData().channel()).isEqualTo(new TeamsChannelData.Channel("19:c", "C"));
        assertThat(update.botAdded()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"editMessage", "undeleteMessage"})
    void an_edit_carries_the_new_text(String event) {
        Activity.MessageUpdate edit = read(Activity.MessageUpdate.class, """
                {"type":"messageUpdate","text":"new","channelData":{"eventType":"%s"}}""".formatted(event));
        assertThat(edit.text()).isEqualTo("new");
        assertThat(edit.envelope().channelData().eventType()).isEqualTo(event);
    }

    @Test
    void a_deletion_says_so() {
        assertThat(Activity.read("{\"type\":\"messageDelete\",\"channelData\":{\"eventType\":\"softDeleteMessage\"}}"))
                .isInstanceOf(Activity.MessageDelete.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"aadObjectId", "objectId"})
    void the_directory_id_is_read_under_both_names(String name) {
        Activity activity = Activity.read("{\"type\":\"message\",\"from\":{\"id\":\"29:u\",\"" + name + "\":\"g\"}}");
        assertThat(activity.envelope().from()).isEqualTo(new ChannelAccount("29:u", null, "g"));
    }

    @Test
    void a_type_that_is_not_known_and_fields_that_are_not_known_are_kept() {
        Activity activity = Activity.read("{\"type\":\"typing\",\"future\":{\"deep\":[1,2,{\"x\":null}]}}");
        assertThat(activity).isInstanceOf(Activity.Unknown.class);
        assertThat(activity.type()).isEqualTo("typing");
        assertThat(activity.raw().path("future").toString()).isEqualTo("{\"deep\":[1,2,{\"x\":null}]}");
    }

    @Test
    void time_locale_and_time_zone_are_read_where_they_can_be() {
        Envelope envelope = Activity.read("""
                        {"type":"message","timestamp":"2026-11-22T10:00:00.123+01:00","entities":[
                         {"type":"clientInfo","locale":"de-DE","timezone":"Europe/Berlin"}]}""").envelope();
        assertThat(envelope.timestamp()).isEqualTo(Instant.parse("2026-11-22T09:00:00.123Z"));
        assertThat(envelope.locale()).isEqualTo("de-DE");
        assertThat(envelope.timezone()).isEqualTo("Europe/Berlin");
        assertThat(Activity.read("{\"type\":\"message\",\"timestamp\":\"yesterday\"}")
                        .envelope()
                        .timestamp())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":5}                                          | type
            {"type":"message","id":5}                           | id
            {"type":"message","text":{}}                        | text
            {"type":"message","serviceUrl":[]}                  | serviceUrl
            {"type":"message","from":"29:u"}                    | from
            {"type":"message","recipient":7}                    | recipient
            {"type":"message","conversation":"a:1"}             | conversation
            {"type":"message","conversation":{"id":{}}}         | id
            {"type":"message","channelData":"x"}                | channelData
            {"type":"message","channelData":{"tenant":"x"}}     | tenant
            {"type":"message","entities":{}}                    | entities
            {"type":"conversationUpdate","membersAdded":{}}     | membersAdded
            {"type":"installationUpdate","action":true}         | action
            {"type":"messageReaction","reactionsAdded":"like"}  | reactionsAdded
            {"type":"invoke","name":{}}                         | name
            """)
    void a_field_of_a_wrong_shape_is_refused_by_name(String json, String field) {
        assertThatThrownBy(() -> Activity.read(json))
                .isInstanceOf(MalformedActivityException.class)
                .hasMessageContaining("'" + field + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "null", "[]", "5", "\"x\"", "{", "{}", "{\"type\":\"\"}", "{\"type\":null}", "{}{}"})
    void what_is_no_activity_is_refused(String json) {
        assertThatThrownBy(() -> Activity.read(json)).isInstanceOf(MalformedActivityException.class);
    }

    @Test
    void nothing_that_a_person_wrote_is_shown_by_to_string_or_by_a_refusal() {
        assertThat(Activity.read("{\"type\":\"message\",\"text\":\"secret\"}").toString())
                .doesNotContain("secret");
        assertThatThrownBy(() -> Activity.read("{\"type\":\"message\",\"text\":\"secret\""))
                .message()
                .doesNotContain("secret");
    }

    private static <T extends Activity> T read(Class<T> type, String json) {
        Activity activity = Activity.read(json);
        assertThat(activity).isInstanceOf(type);
        return type.cast(activity);
    }
}
