package dev.tidings.teams.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConversationReferenceTest {
    private static final ConversationReference ANN = new ConversationReference(
            "1616191234567",
            new ChannelAccount("29:1abcUser", "Ann Example", "8d5c2f3e-0000-4000-8000-000000000001"),
            new ChannelAccount("28:11111111-2222-3333-4444-555555555555", "Proactive Bot", null),
            new ConversationAccount(
                    "a:1pConversation", ConversationType.PERSONAL, "72f988bf-0000-4000-8000-000000000002", null),
            "msteams",
            "https://smba.trafficmanager.net/emea/",
            "en-US");

    @ParameterizedTest
    @ValueSource(strings = {"dotnet", "dotnet-pascal", "js", "java"})
    void what_a_bot_framework_sdk_stored_is_read(String sdk) {
        assertThat(ConversationReference.read(stored(sdk))).isEqualTo(ANN);
    }

    @Test
    void a_thread_in_a_channel_keeps_its_thread() {
        ConversationReference reference = ConversationReference.read(stored("js-channel"));
        assertThat(reference.conversation().type()).isEqualTo(ConversationType.CHANNEL);
        assertThat(reference.conversation().id()).endsWith(";messageid=1616190000001");
        assertThat(reference.conversation().channelOrChatId()).isEqualTo("19:channel@thread.tacv2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dotnet", "js", "java", "js-channel"})
    void what_is_written_reads_back(String sdk) {
        ConversationReference reference = ConversationReference.read(stored(sdk));
        assertThat(ConversationReference.read(reference.toJson())).isEqualTo(reference);
    }

    @Test
    void the_least_that_is_needed_is_enough() {
        ConversationReference least = ConversationReference.read("""
                {"bot":{"id":"28:a"},"conversation":{"id":"19:x"},"serviceUrl":"https://s/"}""");
        assertThat(least.channelId()).isEqualTo("msteams");
        assertThat(least.conversation().type()).isNull();
        assertThat(ConversationReference.read(least.toJson())).isEqualTo(least);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"bot\":{\"id\":\"28:a\"},\"conversation\":{\"id\":\"19:x\"}}",
                "{\"bot\":{\"id\":\"28:a\"},\"conversation\":{},\"serviceUrl\":\"https://s/\"}",
                "{\"bot\":{\"id\":\"\"},\"conversation\":{\"id\":\"19:x\"},\"serviceUrl\":\"https://s/\"}",
                "{\"bot\":\"28:a\",\"conversation\":{\"id\":\"19:x\"},\"serviceUrl\":\"https://s/\"}"
            })
    void what_is_no_reference_is_refused(String json) {
        assertThatThrownBy(() -> ConversationReference.read(json)).isInstanceOf(MalformedActivityException.class);
    }

    @Test
    void an_activity_gives_its_reference_with_the_bot_as_recipient_and_the_person_as_sender() {
        ConversationReference reference = Activity.read("""
                        {"type":"message","id":"1616191234567","channelId":"msteams","locale":"en-US",
                         "serviceUrl":"https://smba.trafficmanager.net/emea/",
                         "from":{"id":"29:1abcUser","name":"Ann Example",
                                 "aadObjectId":"8d5c2f3e-0000-4000-8000-000000000001"},
                         "recipient":{"id":"28:11111111-2222-3333-4444-555555555555","name":"Proactive Bot"},
                         "conversation":{"conversationType":"personal","id":"a:1pConversation",
                                         "tenantId":"72f988bf-0000-4000-8000-000000000002"},"text":"hi"}""").reference().orElseThrow();
        assertThat(reference).isEqualTo(ANN);
    }

    @Test
    void the_tenant_is_taken_from_the_channel_data_where_the_conversation_lacks_it() {
        ConversationReference reference = Activity.read("""
                        {"type":"message","serviceUrl":"https://s/","recipient":{"id":"28:a"},"text":"hi",
                         "conversation":{"id":"19:x"},"channelData":{"tenant":{"id":"t"}}}""").reference().orElseThrow();
        assertThat(reference.conversation().tenantId()).isEqualTo("t");
    }

    private static String stored(String sdk) {
        String name = "reference-" + sdk + ".json";
        try (InputStream file = Objects.requireNonNull(ConversationReferenceTest.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException(name, unreadable);
        }
    }
}
