package dev.tidings.examples;

import dev.tidings.teams.BotConfig;
import dev.tidings.teams.InvokeAnswer;
import dev.tidings.teams.TeamsBot;
import dev.tidings.teams.Turn;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.ConversationType;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.connector.ConnectorException;
import dev.tidings.teams.notice.Action;
import dev.tidings.teams.notice.Afterwards;
import dev.tidings.teams.notice.Item;
import dev.tidings.teams.notice.Notification;
import dev.tidings.teams.notice.Press;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// Watches prices: who asked for a product is told when its price changes, and nobody else. Each message has a
/// button to order one, and one to get no more of them.
///
/// Everything is kept in memory; a real bot keeps watches and what it sent in its database.
public final class PriceWatch implements AutoCloseable {
    private static final Pattern WISH = Pattern.compile("(?i)watch\\s+(\\S+)");
    private static final Pattern CHANGE = Pattern.compile("(\\S+)\\s+(\\S+)\\s+(\\S+)");

    /// By product and person.
    private final Map<String, Map<String, ConversationReference>> watches = new ConcurrentHashMap<>();

    private final Map<String, Message> sent = new ConcurrentHashMap<>();
    private final List<String> orders = new CopyOnWriteArrayList<>();
    private final InstantSource clock;
    private final TeamsBot bot;

    PriceWatch(BotConfig config, InstantSource clock) {
        this.clock = clock;
        this.bot = TeamsBot.builder(config)
                .onMessage(this::heard)
                .onInvoke("adaptiveCard/action", this::pressed)
                .build();
    }

    TeamsBot bot() {
        return bot;
    }

    /// Who ordered what, the first first.
    List<String> orders() {
        return List.copyOf(orders);
    }

    private void heard(Turn turn, Activity.Message message) {
        Matcher wish = WISH.matcher(message.textWithoutBot());
        ChannelAccount person = message.envelope().from();
        if (person == null || !wish.matches()) {
            turn.reply("I tell you when a price changes. Write for example: watch X7");
            return;
        }
        String product = wish.group(1).toUpperCase(Locale.ROOT);
        watch(product, person.id(), ownChat(turn, person.id()));
        turn.reply("I will tell you when the price of " + product + " changes.");
    }

    /// Prices go to the person, also where the wish was written in a team.
    private ConversationReference ownChat(Turn turn, String person) {
        ConversationReference here = turn.reference();
        String tenant = here.conversation().tenantId();
        return tenant == null || here.conversation().type() == ConversationType.PERSONAL
                ? here
                : bot.createConversation(tenant, person);
    }

    private void watch(String product, String person, ConversationReference chat) {
        watches.computeIfAbsent(product, none -> new ConcurrentHashMap<>()).put(person, chat);
    }

    /// Tells whoever watches a product that its price has changed, going on after failures.
    ///
    /// @return how many were reached
    long changed(String product, String before, String now) {
        String reference = UUID.randomUUID().toString();
        Message message = notification(product, before, now).message(reference);
        sent.put(reference, message);
        return watches.getOrDefault(product, Map.of()).values().stream()
                .filter(chat -> reached(chat, message))
                .count();
    }

    private static Notification notification(String product, String before, String now) {
        URI page = URI.create("https://shop.example/" + product.toLowerCase(Locale.ROOT));
        return Notification.of("The price of **" + product + "** went from " + before + " to " + now)
                .to(Item.of(product).at(page).with("Before", before).with("Now", now))
                .by("Shop robot")
                .at(page)
                .with(new Action.Call("Order one", "order", null))
                .about(product);
    }

    private boolean reached(ConversationReference chat, Message message) {
        try {
            bot.send(chat, message);
            return true;
        } catch (ConnectorException failed) {
            System.err.println(chat.conversation().id() + ": " + failed.kind() + ", " + failed.getMessage());
            return false;
        }
    }

    private InvokeAnswer pressed(Turn turn, Activity.Invoke invoke) {
        ChannelAccount person = invoke.envelope().from();
        Press press = Press.of(invoke).orElse(null);
        Message card = press == null || press.reference() == null ? null : sent.get(press.reference());
        if (person == null || press == null || card == null) {
            return InvokeAnswer.error(400, "BadRequest", "This button is not of a card of mine.");
        }
        switch (press) {
            case Press.OptOut(String _, String product) ->
                watches.getOrDefault(product, Map.of()).remove(person.id());
            case Press.OptIn(String _, String product) -> watch(product, person.id(), turn.reference());
            case Press.Called called -> orders.add(person.name() + ": " + called.name());
            default -> System.err.println("There is no such button: " + press);
        }
        ObjectNode content = card.attachments().getFirst().content();
        return content == null
                ? InvokeAnswer.ok()
                : InvokeAnswer.card(Afterwards.settled(content, press, person.name(), clock.instant()));
    }

    @Override
    public void close() {
        bot.close();
    }

    /// Runs the bot on port 3978, without credentials: for a local Teams on this machine. Prices are typed in, such
    /// as `X7 €149 €129`.
    public static void main(String[] args) throws IOException {
        BotConfig config = BotConfig.withoutCredentials(UUID.randomUUID().toString());
        try (PriceWatch prices = new PriceWatch(config, InstantSource.system());
                BotEndpoint endpoint = BotEndpoint.open(3978, prices.bot());
                Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8)) {
            System.out.println("Write 'watch X7' to the bot, which listens at " + endpoint.url()
                    + "; then type here a product and two prices: X7 €149 €129");
            while (lines.hasNextLine()) {
                Matcher change = CHANGE.matcher(lines.nextLine().strip());
                if (change.matches()) {
                    long told = prices.changed(change.group(1), change.group(2), change.group(3));
                    System.out.println(told + " were told");
                }
            }
        }
    }
}
