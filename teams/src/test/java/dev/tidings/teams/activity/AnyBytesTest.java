package dev.tidings.teams.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever arrives is an activity or a [MalformedActivityException], never anything else.
final class AnyBytesTest {
    private static final int ROUNDS = 10_000;
    private static final List<String> SEEDS = List.of(
            """
            {"type":"message","id":"1","timestamp":"2026-11-22T10:00:00Z","serviceUrl":"https://s/","channelId":"msteams",
             "from":{"id":"29:u","name":"A","aadObjectId":"g"},"recipient":{"id":"28:app"},"text":"<at>Bot</at> hi",
             "conversation":{"id":"a:1","conversationType":"personal","tenantId":"t"},"value":{"a":[1,2.5e3,null,true]},
             "entities":[{"type":"mention","mentioned":{"id":"28:app"},"text":"<at>Bot</at>"},{"type":"clientInfo"}],
             "channelData":{"tenant":{"id":"t"},"team":{"id":"x"},"settings":{"selectedChannel":{"id":"c"}}}}""",
            "{\"type\":\"conversationUpdate\",\"membersAdded\":[{\"id\":\"29:u\"},5,null],\"membersRemoved\":[]}",
            "{\"type\":\"messageReaction\",\"reactionsAdded\":[{\"type\":\"like\"}],\"replyToId\":\"1\"}",
            "{\"type\":\"installationUpdate\",\"action\":\"add\"}");

    @Test
    void random_bytes_are_survived() {
        Random random = new Random(1);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            survives(new String(bytes, StandardCharsets.UTF_8), round);
            survives(new String(bytes, StandardCharsets.ISO_8859_1), round);
        }
    }

    @Test
    void real_activities_with_bytes_changed_are_survived() {
        Random random = new Random(2);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            read += survives(new String(bytes, StandardCharsets.UTF_8), round) ? 1 : 0;
        }
        assertThat(read).as("some of them are still activities").isBetween(ROUNDS / 20, ROUNDS - 1);
    }

    @Test
    void real_activities_with_values_of_any_shape_are_survived() {
        Random random = new Random(3);
        List<String> shapes =
                List.of("null", "5", "-1.5e300", "true", "\"x\"", "[]", "{}", "[[{}]]", "{\"id\":{}}", "\"\\ud800\"");
        for (int round = 0; round < ROUNDS; round++) {
            String[] parts = SEEDS.get(random.nextInt(SEEDS.size())).split("(?<=:)", -1);
            int at = 1 + random.nextInt(parts.length - 1);
            parts[at] = shapes.get(random.nextInt(shapes.size())) + parts[at].replaceFirst("^(\"[^\"]*\"|[\\[{])", "");
            survives(String.join("", parts), round);
        }
    }

    @Test
    void any_depth_and_any_length_are_survived() {
        int much = 1_000_000;
        survives("[".repeat(much), 0);
        survives("{\"type\":\"message\",\"value\":" + "[".repeat(much) + "]".repeat(much) + "}", 1);
        survives("{\"a\":".repeat(much) + "1" + "}".repeat(much), 2);
        survives("{\"type\":\"message\",\"text\":\"" + "x".repeat(30_000_000) + "\"}", 3);
        survives("{\"type\":\"message\",\"value\":" + "9".repeat(much) + "}", 4);
        survives("{\"type\":\"message\",\"" + "k".repeat(much) + "\":1}", 5);
    }

    @Test
    void references_and_messages_survive_the_same() {
        Random random = new Random(4);
        String reference =
                "{\"bot\":{\"id\":\"28:a\"},\"conversation\":{\"id\":\"19:x\"},\"serviceUrl\":\"https://s/\"}";
        String message =
                Message.text("hi").withMention("29:1", "Ann").withAlert(true).toJson();
        for (int round = 0; round < ROUNDS; round++) {
            for (String seed : List.of(reference, message)) {
                byte[] bytes = seed.getBytes(StandardCharsets.UTF_8);
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                String text = new String(bytes, StandardCharsets.UTF_8);
                survives(() -> ConversationReference.read(text), round);
                survives(() -> Message.read(text).toJson(), round);
            }
        }
    }

    private static boolean survives(String json, int round) {
        return survives(
                () -> {
                    Activity activity = Activity.read(json);
                    activity.reference().ifPresent(reference -> ConversationReference.read(reference.toJson()));
                    if (activity instanceof Activity.Message message) {
                        assertThat(message.textWithoutBot()).isNotNull();
                    }
                },
                round);
    }

    private static boolean survives(Runnable reading, int round) {
        try {
            reading.run();
            return true;
        } catch (MalformedActivityException expected) {
            return false;
        } catch (RuntimeException | StackOverflowError escaped) {
            return fail("round " + round, escaped);
        }
    }
}
