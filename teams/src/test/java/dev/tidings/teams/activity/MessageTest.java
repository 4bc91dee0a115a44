package dev.tidings.teams.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class MessageTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void a_text_is_markdown_unless_told_otherwise() {
        assertThat(wire(Message.text("*hi*"))).isEqualTo(json("""
                {"type":"message","text":"*hi*","textFormat":"markdown"}"""));
        assertThat(wire(Message.plain("*hi*"))).isEqualTo(json("""
                {"type":"message","text":"*hi*","textFormat":"plain"}"""));
        assertThat(wire(Message.text("<b>hi</b>", Message.Format.XML)).path("textFormat"))
                .isEqualTo(JSON.readTree("\"xml\""));
    }

    @Test
    void a_card_travels_with_its_content_type_and_its_summary() {
        Message message = Message.card(card("hello")).withSummary("Your order").withAlert(true);
        assertThat(wire(message)).isEqualTo(json("""
                {"type":"message","summary":"Your order","channelData":{"notification":{"alert":true}},
                 "attachments":[{"contentType":"application/vnd.microsoft.card.adaptive",
                   "content":{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"hello"}]}}]}"""));
    }

    @Test
    void several_attachments_keep_their_order() {
        Message message = Message.text("look")
                .withAttachment(Attachment.image("image/png", URI.create("https://example.org/a.png"))
                        .withName("a"))
                .withAttachment(Attachment.card(card("second")));
        JsonNode attachments = wire(message).path("attachments");
        assertThat(attachments.path(0)).isEqualTo(json("""
                {"contentType":"image/png","contentUrl":"https://example.org/a.png","name":"a"}"""));
        assertThat(attachments.path(1).path("contentType").asString()).isEqualTo(Attachment.ADAPTIVE_CARD);
    }

    @Test
    void a_mention_is_marked_in_the_text_where_the_text_says_so() {
        Message message = Message.text("Hello <at>Ann</at>!").withMention("29:ann", "Ann");
        assertThat(wire(message)).isEqualTo(json("""
                {"type":"message","text":"Hello <at>Ann</at>!","textFormat":"markdown","entities":[
                  {"type":"mention","text":"<at>Ann</at>","mentioned":{"id":"29:ann","name":"Ann"}}]}"""));
    }

    @Test
    void a_mention_that_the_text_lacks_is_written_before_it() {
        assertThat(wire(Message.text("done").withMention("29:ann", "Ann"))
                        .path("text")
                        .asString())
                .isEqualTo("<at>Ann</at> done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<at>R&D <x></at> hi", "<at>R&amp;D &lt;x&gt;</at> hi", "hi"})
    void the_marks_of_a_mention_always_equal_its_entity(String text) {
        ObjectNode wire = wire(Message.text(text).withMention("29:rd", "R&D <x>"));
        String marks = wire.path("entities").path(0).path("text").asString();
        assertThat(marks).isEqualTo("<at>R&amp;D &lt;x&gt;</at>");
        assertThat(wire.path("text").asString()).containsOnlyOnce(marks);
        assertThat(wire.path("entities").path(0).path("mentioned").path("name").asString())
                .isEqualTo("R&D <x>");
    }

    @Test
    void two_people_of_one_name_have_marks_of_their_own() {
        ObjectNode wire =
                wire(Message.text("<at>Ann</at> hi").withMention("29:1", "Ann").withMention("29:2", "Ann"));
        assertThat(wire.path("text").asString()).isEqualTo("<at>Ann</at> <at>Ann</at> hi");
        assertThat(wire.path("entities").size()).isEqualTo(2);
    }

    @Test
    void the_same_mention_twice_is_one() {
        Message once = Message.text("hi").withMention("29:1", "Ann");
        assertThat(once.withMention("29:1", "Ann")).isEqualTo(once);
    }

    @Test
    void a_mention_in_a_card_is_listed_in_the_card_and_not_in_the_message() {
        ObjectNode wire = wire(Message.card(card("Hi <at>R&D</at>")).withMention("ann@example.org", "R&D"));
        JsonNode content = wire.path("attachments").path(0).path("content");
        assertThat(content.path("msteams")).isEqualTo(json("""
                {"entities":[{"type":"mention","text":"<at>R&amp;D</at>",
                  "mentioned":{"id":"ann@example.org","name":"R&D"}}]}"""));
        assertThat(content.path("body").path(0).path("text").asString()).isEqualTo("Hi <at>R&amp;D</at>");
        assertThat(wire.has("entities")).isFalse();
        assertThat(wire.has("text")).isFalse();
    }

    @Test
    void a_mention_that_neither_text_nor_card_has_becomes_text() {
        ObjectNode wire = wire(Message.card(card("hi")).withMention("29:ann", "Ann"));
        assertThat(wire.path("text").asString()).isEqualTo("<at>Ann</at>");
        assertThat(wire.path("entities").size()).isOne();
    }

    @Test
    void the_order_of_mention_and_card_does_not_matter() {
        Attachment card = Attachment.card(card("<at>Ann</at>"));
        Message first = Message.text("x").withMention("29:1", "Ann").withAttachment(card);
        Message second = Message.text("x").withAttachment(card).withMention("29:1", "Ann");
        assertThat(first).isEqualTo(second).hasSameHashCodeAs(second);
    }

    @Test
    void suggested_actions_say_their_title() {
        assertThat(wire(Message.text("go?").withSuggestedActions(List.of("Yes", "No")))
                        .path("suggestedActions"))
                .isEqualTo(json("""
                        {"actions":[{"type":"imBack","title":"Yes","value":"Yes"},
                                    {"type":"imBack","title":"No","value":"No"}]}"""));
    }

    @Test
    void what_teams_would_not_show_is_refused() {
        List<String> seven = IntStream.range(0, 7).mapToObj(Integer::toString).toList();
        Message hi = Message.text("hi");
        assertThatIllegalArgumentException().isThrownBy(() -> hi.withSuggestedActions(seven));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Message.card(card("x")).withSuggestedActions(List.of("Yes")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hi.withSuggestedActions(List.of("Yes")).withAttachment(Attachment.card(card("x"))));
        assertThatIllegalArgumentException().isThrownBy(() -> Message.text("  "));
        assertThatIllegalArgumentException().isThrownBy(() -> hi.withMention(" ", "Ann"));
        assertThatIllegalArgumentException().isThrownBy(() -> hi.withMention("29:1", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> Message.card(json("{\"type\":\"Container\"}")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Attachment("text/plain", null, null, null));
    }

    @Test
    void a_message_does_not_change_when_the_card_it_was_made_from_does() {
        ObjectNode card = card("before");
        Message message = Message.card(card);
        card.put("version", "9.9");
        Objects.requireNonNull(message.attachments().getFirst().content()).put("version", "8.8");
        assertThat(message.toJson()).contains("\"1.5\"").doesNotContain("9.9", "8.8");
    }

    @Test
    void size_counts_two_bytes_a_character_and_leaves_pictures_inside_out() {
        Message text = Message.text("x".repeat(1000));
        assertThat(text.sizeInBytes()).isEqualTo(text.toJson().length() * 2);
        Message small = text.withAttachment(Attachment.image("image/png", new byte[0]));
        Message large = text.withAttachment(Attachment.image("image/png", new byte[300_000]));
        assertThat(large.toJson().length()).isGreaterThan(400_000);
        assertThat(large.sizeInBytes()).isEqualTo(small.sizeInBytes());
        assertThat(Message.text("😀").sizeInBytes())
                .isEqualTo(Message.text("xx").sizeInBytes());
    }

    @Test
    void a_picture_inside_a_card_does_not_count_either() {
        ObjectNode card = card("x");
        card.putArray("body")
                .addObject()
                .put("type", "Image")
                .put("url", "data:image/png;base64," + "A".repeat(500_000));
        assertThat(Message.card(card).sizeInBytes()).isLessThan(1000);
    }

    @Test
    void json_reads_back_as_the_same_message() {
        List<Message> all = List.of(
                Message.text("hi"),
                Message.plain("hi").withSummary("s").withAlert(true).withMention("29:1", "R&D"),
                Message.text("a").withSuggestedActions(List.of("Yes", "No")),
                Message.card(card("<at>Ann</at>")).withMention("29:1", "Ann").withSummary("s"),
                Message.text("a").withAttachment(Attachment.image("image/png", new byte[] {1, 2})),
                Message.text("a").withAlert(true).withFields(json("""
                        {"channelData":{"onBehalfOf":[{"mri":"29:x"}],"notification":{"alertInMeeting":true}},
                         "entities":[{"type":"quotedReply"}],"localTimezone":"Europe/Rome"}""")));
        for (Message message : all) {
            Message back = Message.read(message.toJson());
            assertThat(back).isEqualTo(message);
            assertThat(back.mentions()).isSubsetOf(message.mentions());
            assertThat(back.alert()).isEqualTo(message.alert());
            assertThat(back.suggestedActions()).isEqualTo(message.suggestedActions());
            assertThat(back.withSummary("other").summary()).contains("other");
        }
    }

    @Test
    void fields_without_a_method_are_merged_with_what_the_message_writes() {
        ObjectNode wire = wire(
                Message.text("hi").withAlert(true).withMention("29:1", "Ann").withFields(json("""
                {"type":"typing","channelData":{"feedbackLoopEnabled":true},"entities":[{"type":"x"}]}""")));
        assertThat(wire.path("type").asString()).isEqualTo("message");
        assertThat(wire.path("channelData")).isEqualTo(json("""
                {"feedbackLoopEnabled":true,"notification":{"alert":true}}"""));
        assertThat(wire.path("entities").size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"type\":\"typing\",\"text\":\"x\"}",
                "{\"type\":\"message\"}",
                "{\"type\":\"message\",\"text\":5}",
                "{\"type\":\"message\",\"text\":\"x\",\"textFormat\":\"rtf\"}",
                "{\"type\":\"message\",\"attachments\":{}}",
                "{\"type\":\"message\",\"attachments\":[{}]}",
                "{\"type\":\"message\",\"text\":\"x\",\"channelData\":5}"
            })
    void what_is_no_message_is_refused(String json) {
        assertThatThrownBy(() -> Message.read(json)).isInstanceOf(MalformedActivityException.class);
    }

    @Test
    void nothing_that_somebody_wrote_is_shown_by_to_string() {
        Message message = Message.text("secret").withMention("29:1", "secret").withSummary("secret");
        assertThat(message.toString()).doesNotContain("secret");
        assertThat(message.mentions().toString()).doesNotContain("secret");
        assertThat(Attachment.card(card("secret")).toString()).doesNotContain("secret");
    }

    private static ObjectNode card(String text) {
        ObjectNode card = JSON.createObjectNode().put("type", "AdaptiveCard").put("version", "1.5");
        card.putArray("body").addObject().put("type", "TextBlock").put("text", text);
        return card;
    }

    private static ObjectNode wire(Message message) {
        return json(message.toJson());
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text);
    }
}
