package dev.tidings.server.settings;

import static dev.tidings.server.settings.BotReader.first;

import dev.tidings.server.settings.TidingsProperties.Bot;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/// The names that bots are configured with everywhere: Bot Framework's `MicrosoftAppId` and Microsoft Entra's
/// `CLIENT_ID`, with their companions.
final class WellKnownNames {
    private WellKnownNames() {}

    /// The bot that they describe, or null if none of them is set.
    static @Nullable Bot read(Environment environment) {
        String appId = first(environment.getProperty("MicrosoftAppId"), environment.getProperty("CLIENT_ID"));
        String password =
                first(environment.getProperty("MicrosoftAppPassword"), environment.getProperty("CLIENT_SECRET"));
        Path file = path(first(
                environment.getProperty("MicrosoftAppPassword_FILE"),
                environment.getProperty("MICROSOFTAPPPASSWORD_FILE"),
                environment.getProperty("CLIENT_SECRET_FILE")));
        String tenant = first(environment.getProperty("MicrosoftAppTenantId"), environment.getProperty("TENANT_ID"));
        String type = first(environment.getProperty("MicrosoftAppType"));
        boolean described = appId != null || password != null || file != null;
        return described
                ? new Bot(
                        appId, null, password, file, null, null, type, tenant, null, null, null, null, null, null, null,
                        null)
                : null;
    }

    private static @Nullable Path path(@Nullable String text) {
        return text == null ? null : Path.of(text);
    }
}
