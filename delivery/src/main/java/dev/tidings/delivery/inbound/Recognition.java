package dev.tidings.delivery.inbound;

import dev.tidings.delivery.store.Arrival;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.activity.ConversationAccount;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// By what an activity is recognised when Teams sends it again.
final class Recognition {
    private Recognition() {}

    static Arrival arrival(String bot, Activity activity, String body, Instant now) {
        ConversationAccount conversation = activity.envelope().conversation();
        return new Arrival(bot, conversation == null ? "" : conversation.id(), key(activity, body), body, now);
    }

    private static String key(Activity activity, String body) {
        String id = activity.envelope().id();
        if (id == null || id.isEmpty()) {
            return "sha256:" + hash(body);
        }
        return switch (activity) {
            // These two carry the id of the message that they change: by it alone a change would pass as a repetition.
            case Activity.MessageUpdate _, Activity.MessageDelete _ ->
                id + " " + activity.type() + " " + time(activity, body);
            case Activity.Message _,
                    Activity.ConversationUpdate _,
                    Activity.InstallationUpdate _,
                    Activity.MessageReaction _,
                    Activity.Event _,
                    Activity.Invoke _,
                    Activity.Unknown _ -> id;
        };
    }

    private static String time(Activity activity, String body) {
        @Nullable Instant at = activity.envelope().timestamp();
        return at == null ? hash(body) : at.toString();
    }

    private static String hash(String body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
