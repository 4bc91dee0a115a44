package dev.tidings.delivery.welcome;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.welcome.Arrival.Kind;
import dev.tidings.teams.activity.ChannelAccount;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A welcome that waits for the names of who added the bot, and of where.
///
/// @param since when the bot was added
record Expected(Arrival arrival, Instant since) {

    static Expected read(String key, byte[] fact) {
        JsonNode json = JsonMapper.shared().readTree(fact);
        String by = json.path("by").stringValue(null);
        Tenancy tenancy = Keys.laneOf(key);
        return new Expected(
                new Arrival(
                        tenancy,
                        Kind.valueOf(json.path("kind").stringValue("")),
                        json.path("conversation").stringValue(""),
                        json.path("place").stringValue(""),
                        by == null
                                ? null
                                : new ChannelAccount(
                                        by,
                                        json.path("byName").stringValue(null),
                                        json.path("byObjectId").stringValue(null)),
                        json.path("name").stringValue(null),
                        Locale.forLanguageTag(json.path("language").stringValue("en"))),
                Instant.parse(json.path("since").stringValue("")));
    }

    byte[] write() {
        @Nullable ChannelAccount by = arrival.by();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("kind", arrival.kind().name())
                .put("conversation", arrival.conversation())
                .put("place", arrival.place())
                .put("by", by == null ? null : by.id())
                .put("byName", by == null ? null : by.name())
                .put("byObjectId", by == null ? null : by.aadObjectId())
                .put("name", arrival.name())
                .put("language", arrival.language().toLanguageTag())
                .put("since", since.toString());
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
