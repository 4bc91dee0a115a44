package dev.tidings.examples;

import dev.tidings.teams.BotConfig;
import dev.tidings.teams.InvokeAnswer;
import dev.tidings.teams.TeamsBot;
import dev.tidings.teams.Turn;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.activity.Message;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Asks whoever installs the app to approve an order; the press of a button replaces the card by what was decided.
public final class ApprovalCard {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> VERBS = List.of("Approve", "Decline");

    private ApprovalCard() {}

    /// The bot, to be given what arrives.
    static TeamsBot bot(BotConfig config) {
        return TeamsBot.builder(config)
                .onInstalled((turn, installation) -> turn.send(question("42")))
                .onInvoke("adaptiveCard/action", ApprovalCard::decided)
                .build();
    }

    private static Message question(String order) {
        ObjectNode card = card("Order " + order + " is over the limit. Go ahead?");
        var actions = card.putArray("actions");
        for (String verb : VERBS) {
            actions.addObject()
                    .put("type", "Action.Execute")
                    .put("title", verb)
                    .put("verb", verb)
                    .putObject("data")
                    .put("order", order);
        }
        return Message.card(card).withSummary("Approve order " + order + "?");
    }

    /// What a button sends back went through somebody's client: it is read as carefully as any other input.
    private static InvokeAnswer decided(Turn turn, Activity.Invoke pressed) {
        JsonNode value = pressed.value();
        JsonNode action = value == null ? MissingNode.getInstance() : value.path("action");
        String verb = action.path("verb").asString("");
        String order = action.path("data").path("order").asString("");
        if (!VERBS.contains(verb) || !order.matches("\\d{1,9}")) {
            return InvokeAnswer.error(400, "BadRequest", "This button is not of a card of mine.");
        }
        return InvokeAnswer.card(card("Order " + order + ": " + verb + ", says "
                + name(pressed.envelope().from()) + "."));
    }

    private static String name(@Nullable ChannelAccount person) {
        return person == null || person.name() == null ? "somebody" : person.name();
    }

    private static ObjectNode card(String text) {
        ObjectNode card = JSON.createObjectNode().put("type", "AdaptiveCard").put("version", "1.5");
        card.putArray("body")
                .addObject()
                .put("type", "TextBlock")
                .put("text", text)
                .put("wrap", true);
        return card;
    }

    /// Runs the bot on port 3978, without credentials: for a local Teams on this machine.
    public static void main(String[] args) throws IOException, InterruptedException {
        try (TeamsBot bot = bot(BotConfig.withoutCredentials(UUID.randomUUID().toString()));
                BotEndpoint endpoint = BotEndpoint.open(3978, bot)) {
            System.out.println("Install the app for somebody; it listens at " + endpoint.url());
            Thread.currentThread().join();
        }
    }
}
