package dev.tidings.faketeams.connector;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Refusal;
import dev.tidings.faketeams.wire.Reply;
import dev.tidings.faketeams.world.Bot;
import dev.tidings.faketeams.world.Conversation;
import dev.tidings.faketeams.world.World;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reading rosters: paged, whole, and one member.
final class Members {
    private static final int SMALLEST_PAGE = 50;
    private static final int LARGEST_PAGE = 500;
    private static final int MOST_UNPAGED = 10_000;

    private final World world;

    Members(World world) {
        this.world = world;
    }

    Reply paged(Call call) {
        Conversation conversation = readable(call);
        int offset = offset(call.query().get("continuationToken"));
        int size = pageSize(call.query().get("pageSize"));
        ObjectNode page = Json.object();
        page.set("members", members(call.bot(), conversation, offset, size));
        if (offset + size < world.memberCount(conversation)) {
            page.put("continuationToken", token(offset + size));
        }
        return Reply.ok(page);
    }

    Reply all(Call call) {
        return Reply.ok(members(call.bot(), readable(call), 0, MOST_UNPAGED));
    }

    Reply one(Call call) {
        Conversation conversation = readable(call);
        String id = call.path("member");
        Optional<Person> person = id.startsWith("29:")
                ? Optional.of(world.personBehind(call.bot(), id)
                        .orElseThrow(() -> Refusal.badArgument("Failed to decrypt pairwise id")))
                : world.directory().person(id);
        return person.filter(p -> world.isMember(conversation, p))
                .map(p -> Reply.ok(member(call.bot(), p)))
                .orElseThrow(
                        () -> Refusal.of(404, "MemberNotFoundInConversation", "Member not found in conversation."));
    }

    private Conversation readable(Call call) {
        Conversation conversation = world.spot(call.bot(), call.conversation()).conversation();
        world.mustBeIn(call.bot(), conversation);
        return conversation;
    }

    private ArrayNode members(Bot bot, Conversation conversation, int offset, int limit) {
        ArrayNode list = Json.array();
        world.members(conversation, offset, limit).forEach(person -> list.add(member(bot, person)));
        return list;
    }

    private ObjectNode member(Bot bot, Person person) {
        return Json.object()
                .put("id", world.userId(bot, person))
                .put("name", person.name())
                .put("givenName", person.givenName())
                .put("surname", person.surname())
                .put("objectId", person.objectId())
                .put("email", person.userPrincipalName())
                .put("userPrincipalName", person.userPrincipalName())
                .put("tenantId", person.tenantId())
                .put("userRole", "user");
    }

    private static int pageSize(@Nullable String asked) {
        try {
            int size = asked == null ? LARGEST_PAGE : Integer.parseInt(asked);
            return Math.max(SMALLEST_PAGE, Math.min(LARGEST_PAGE, size));
        } catch (NumberFormatException notANumber) {
            throw Refusal.badArgument("pageSize is not a number");
        }
    }

    private static String token(int offset) {
        return Base64.getUrlEncoder().encodeToString(("from " + offset).getBytes(StandardCharsets.UTF_8));
    }

    private static int offset(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return 0;
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return Integer.parseUnsignedInt(plain.substring("from ".length()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException garbage) {
            throw Refusal.badArgument("Invalid continuation token");
        }
    }
}
