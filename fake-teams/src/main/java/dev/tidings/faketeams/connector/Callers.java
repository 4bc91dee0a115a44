package dev.tidings.faketeams.connector;

import dev.tidings.faketeams.login.EntraTokens;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Refusal;
import dev.tidings.faketeams.world.Bot;
import dev.tidings.faketeams.world.World;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Which bot is calling: by its token when bots have credentials, else by whatever the request gives away.
final class Callers {
    private final World world;
    private final EntraTokens tokens;
    private final boolean open;

    Callers(World world, EntraTokens tokens, boolean open) {
        this.world = world;
        this.tokens = tokens;
        this.open = open;
    }

    Bot identify(@Nullable String authorization, @Nullable ObjectNode body, @Nullable String conversation) {
        Optional<EntraTokens.Grant> grant = bearer(authorization)
                .flatMap(tokens::check)
                .filter(g -> g.audience().equals(EntraTokens.CONNECTOR));
        if (!open) {
            String appId = grant.orElseThrow(Callers::denied).appId();
            return world.bot(appId)
                    .orElseThrow(() -> Refusal.of(401, "BotNotRegistered", "The bot is not registered."));
        }
        return grant.flatMap(g -> world.bot(g.appId()))
                .or(() -> named(Json.text(body, "bot", "id")))
                .or(() -> named(Json.text(body, "from", "id")))
                .or(() -> conversation == null
                        ? Optional.empty()
                        : world.personal(conversation).map(chat -> chat.bot()))
                .orElseGet(() -> world.bots().get(0));
    }

    private Optional<Bot> named(@Nullable String id) {
        return id == null ? Optional.empty() : world.bot(id);
    }

    private static Optional<String> bearer(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.empty();
        }
        return Optional.of(header.substring(7).trim());
    }

    private static Refusal denied() {
        return Refusal.of(401, "AuthorizationError", "Authorization has been denied for this request.");
    }
}
