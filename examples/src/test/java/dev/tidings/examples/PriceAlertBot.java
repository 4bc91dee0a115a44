package dev.tidings.examples;

import dev.tidings.teams.BotConfig;
import dev.tidings.teams.TeamsBot;
import dev.tidings.teams.Turn;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.connector.ConnectorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// A bot as an application might have it: who installs it can be told prices later, also when Teams is busy.
final class PriceAlertBot implements AutoCloseable {
    private final Map<String, ConversationReference> people = new ConcurrentHashMap<>();
    private final TeamsBot bot;
    private final BotEndpoint endpoint;

    private PriceAlertBot(String appId) throws IOException {
        bot = TeamsBot.builder(BotConfig.withoutCredentials(appId))
                .onInstalled(this::remember)
                .build();
        endpoint = BotEndpoint.open(0, bot);
    }

    static PriceAlertBot start(String appId) {
        try {
            return new PriceAlertBot(appId);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    URI messagesUri() {
        return URI.create(endpoint.url());
    }

    /// Tells one person, and once more after the wait that Teams asks for.
    void alert(String objectId, String text) {
        ConversationReference reference = Objects.requireNonNull(people.get(objectId));
        try {
            bot.send(reference, Message.text(text));
        } catch (ConnectorException busy) {
            if (busy.retryAfter().isEmpty()) {
                throw busy;
            }
            LockSupport.parkNanos(busy.retryAfter().get().toNanos());
            bot.send(reference, Message.text(text));
        }
    }

    private void remember(Turn turn, Activity.InstallationUpdate installation) {
        ChannelAccount person = installation.envelope().from();
        if (person != null && person.aadObjectId() != null) {
            people.put(person.aadObjectId(), turn.reference());
        }
    }

    @Override
    public void close() {
        endpoint.close();
        bot.close();
    }
}
