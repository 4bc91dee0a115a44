package dev.tidings.faketeams.world;

import dev.tidings.faketeams.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A message in a conversation. `root` is the first message of its channel thread, `onlyFor` the object id
/// of the one person who sees a targeted message, `ignoredMentions` the mention texts that Teams would not
/// have turned into mentions.
public record Message(
        String conversation,
        @Nullable String root,
        String id,
        Author author,
        ObjectNode activity,
        Instant at,
        @Nullable Instant edited,
        boolean deleted,
        @Nullable String onlyFor,
        List<String> ignoredMentions,
        Map<String, Set<String>> reactions) {
    /// Who wrote it: `28:` and an app id, or an object id.
    public record Author(String id, String name, boolean bot) {}

    public Message {
        ignoredMentions = List.copyOf(ignoredMentions);
        reactions = Map.copyOf(reactions);
    }

    /// The plain text, empty when there is none.
    public String text() {
        return Json.textOr("", activity, "text");
    }

    Message edited(ObjectNode content, Instant when, List<String> ignored) {
        return new Message(conversation, root, id, author, content, at, when, deleted, onlyFor, ignored, reactions);
    }

    Message gone(Instant when) {
        return new Message(
                conversation, root, id, author, Json.object(), at, when, true, onlyFor, List.of(), reactions);
    }

    Message reacted(Map<String, Set<String>> now) {
        return new Message(
                conversation, root, id, author, activity, at, edited, deleted, onlyFor, ignoredMentions, now);
    }

    /// The message as the control surface shows it.
    public ObjectNode json() {
        ObjectNode json = Json.object()
                .put("conversation", conversation)
                .put("root", root)
                .put("id", id);
        json.putObject("from").put("id", author.id()).put("name", author.name()).put("bot", author.bot());
        json.put("at", at.toString()).put("edited", edited == null ? null : edited.toString());
        json.put("deleted", deleted).put("onlyFor", onlyFor).put("text", text());
        ignoredMentions.forEach(json.putArray("ignoredMentions")::add);
        ObjectNode marks = json.putObject("reactions");
        reactions.forEach((type, people) -> people.forEach(marks.putArray(type)::add));
        json.set("activity", activity);
        return json;
    }
}
