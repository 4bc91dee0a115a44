package dev.tidings.server.engine;

import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.server.bot.Doorkeeper;
import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.problem.ProblemType;
import dev.tidings.server.settings.Settings;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.auth.InboundAuthenticator;
import dev.tidings.teams.auth.InboundRefusedException;
import dev.tidings.teams.auth.InboundSettings;
import dev.tidings.teams.http.HttpTransport;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets in what proves, by its token, to come from Teams and to be for one of the bots.
final class TeamsOnly implements Doorkeeper {
    private static final Logger log = LoggerFactory.getLogger(TeamsOnly.class);

    private final InboundAuthenticator authenticator;
    private final Map<String, String> nameByAppId;

    TeamsOnly(Settings settings, Bots bots, HttpTransport transport, InstantSource clock) {
        this.nameByAppId = bots.all().stream().collect(Collectors.toMap(Bot::appId, Bot::name));
        this.authenticator = new InboundAuthenticator(
                InboundSettings.of(
                        settings.cloud(),
                        nameByAppId.keySet(),
                        settings.endpoints().openIdMetadata()),
                transport,
                clock);
    }

    @Override
    public String admit(@Nullable String authorization, Activity activity) {
        try {
            String appId = authenticator.authenticate(authorization, activity).appId();
            String name = nameByAppId.get(appId);
            if (name != null) {
                return name;
            }
            throw refused(401, "the token is for a bot that is not configured here");
        } catch (InboundRefusedException broken) {
            log.warn("An activity was refused: {}", broken.getMessage());
            throw refused(broken.status(), String.valueOf(broken.getMessage()));
        }
    }

    private static ProblemException refused(int status, String why) {
        ProblemType type = switch (status) {
            case 403 -> ProblemType.NOT_PERMITTED;
            case 503 -> ProblemType.KEYS_UNAVAILABLE;
            default -> ProblemType.UNAUTHENTICATED;
        };
        return ProblemException.at("Authorization", type, why, "Only the Bot Connector may call this address.");
    }
}
