package dev.tidings.examples;

import dev.tidings.teams.BotConfig;
import dev.tidings.teams.TeamsBot;
import dev.tidings.teams.Turn;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.Message;
import java.io.IOException;
import java.util.UUID;

/// Mentioned in a team, the bot writes to that person in their 1:1 chat, then goes on in the team from a stored
/// reference.
///
/// The sample of Microsoft's page "Send proactive messages". That page puts the user where the bot belongs;
/// here the bot is the activity's recipient and the person its sender.
public final class ProactiveMessages {
    private ProactiveMessages() {}

    /// The bot, to be given what arrives.
    static TeamsBot bot(BotConfig config) {
        return TeamsBot.builder(config).onMessage(ProactiveMessages::answer).build();
    }

    private static void answer(Turn turn, Activity.Message message) {
        ChannelAccount person = message.envelope().from();
        String tenantId = message.tenantId().orElse(null);
        if (person == null || tenantId == null) {
            return;
        }
        TeamsBot bot = turn.bot();
        ConversationReference personal = bot.createConversation(tenantId, person.id());
        bot.send(
                personal,
                Message.text(
                        "Hello " + person.name() + ". You sent me a message. This is a proactive responsive message."));

        String stored = turn.reference().toJson(); // what a real bot keeps in its database
        bot.continueConversation(
                ConversationReference.read(stored), later -> later.send(Message.text("I wrote to you in our chat.")));
    }

    /// Runs the bot on port 3978, without credentials: for a local Teams on this machine.
    public static void main(String[] args) throws IOException, InterruptedException {
        try (TeamsBot bot = bot(BotConfig.withoutCredentials(UUID.randomUUID().toString()));
                BotEndpoint endpoint = BotEndpoint.open(3978, bot)) {
            System.out.println("Mention the bot; it listens at " + endpoint.url());
            Thread.currentThread().join();
        }
    }
}
