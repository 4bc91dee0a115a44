package dev.tidings.teams.notice;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A notification as an Adaptive Card.
final class NotificationCard {
    private final Notification notification;
    private final @Nullable String reference;
    private final Phrases phrases;

    /// @param reference told when a button is pressed, or null
    NotificationCard(Notification notification, @Nullable String reference) {
        this.notification = notification;
        this.reference = reference;
        this.phrases = Phrases.in(notification.language());
    }

    ObjectNode json() {
        ObjectNode card = Blocks.card(phrases, plainText());
        ArrayNode body = Blocks.body(card);
        body.add(Blocks.heading(notification.what()));
        String text = notification.text();
        if (text != null) {
            body.add(Blocks.text(text));
        }
        List<Item.Fact> facts = facts();
        if (!facts.isEmpty()) {
            body.add(factSet(facts));
        }
        String topic = notification.topic();
        if (topic != null) {
            body.add(Blocks.footnote(phrases.of(reason(), Texts.escaped(topic))).put("id", Blocks.TOPIC));
        }
        addButtons((ArrayNode) card.get("actions"));
        return card;
    }

    private void addButtons(ArrayNode buttons) {
        URI link = notification.link();
        if (link != null) {
            buttons.add(Blocks.open(phrases.of("open"), link));
        }
        notification.actions().forEach(action -> buttons.add(Blocks.button(action, reference)));
        String topic = notification.topic();
        if (topic != null && !notification.mandatory()) {
            buttons.add(Blocks.press(phrases.of("stop"), new Press.OptOut(reference, topic)));
        }
    }

    /// What a reader sees at one glance, labelled; the values are Markdown.
    private List<Item.Fact> facts() {
        List<Item.Fact> facts = new ArrayList<>();
        Item item = notification.item();
        if (item != null) {
            facts.add(new Item.Fact(phrases.of("item"), linked(item)));
        }
        String actor = notification.actor();
        if (actor != null) {
            facts.add(new Item.Fact(phrases.of("actor"), Texts.escaped(actor)));
        }
        if (item != null) {
            item.facts().forEach(fact -> facts.add(new Item.Fact(fact.title(), Texts.escaped(fact.value()))));
        }
        return facts;
    }

    private static String linked(Item item) {
        String name = Texts.escaped(item.name());
        URI url = item.url();
        return url == null
                ? name
                : "[" + name + "](" + url.toString().replace("(", "%28").replace(")", "%29") + ")";
    }

    private static ObjectNode factSet(List<Item.Fact> facts) {
        ObjectNode set = JsonNodeFactory.instance.objectNode().put("type", "FactSet");
        ArrayNode list = set.putArray("facts");
        facts.forEach(fact -> list.addObject().put("title", fact.title()).put("value", fact.value()));
        return set;
    }

    private String reason() {
        return notification.mandatory() ? "reason-mandatory" : "reason";
    }

    String plainText() {
        List<String> lines = new ArrayList<>();
        lines.add(Texts.plain(notification.what()));
        String text = notification.text();
        if (text != null) {
            lines.add(Texts.plain(text));
        }
        Item item = notification.item();
        if (item != null) {
            lines.add(phrases.of("item") + ": " + item.name());
        }
        String actor = notification.actor();
        if (actor != null) {
            lines.add(phrases.of("actor") + ": " + actor);
        }
        if (item != null) {
            item.facts().forEach(fact -> lines.add(fact.title() + ": " + fact.value()));
        }
        URI link = notification.link() == null && item != null ? item.url() : notification.link();
        if (link != null) {
            lines.add(link.toString());
        }
        String topic = notification.topic();
        if (topic != null) {
            lines.add(phrases.of(reason(), topic));
        }
        return String.join("\n", lines);
    }
}
