package dev.tidings.teams.notice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A welcome as an Adaptive Card.
final class WelcomeCard {
    private final Welcome welcome;
    private final Phrases phrases;

    WelcomeCard(Welcome welcome) {
        this.welcome = welcome;
        this.phrases = Phrases.in(welcome.language());
    }

    ObjectNode json() {
        ObjectNode card = Blocks.card(phrases, plainText());
        ArrayNode body = Blocks.body(card);
        String title = welcome.title();
        if (title != null && !title.isBlank()) {
            body.add(Blocks.heading(title));
        }
        said(body, welcome.why());
        said(body, welcome.offer());
        if (!welcome.next().isEmpty()) {
            body.add(Blocks.text(phrases.of("try")).put("weight", "Bolder").put("spacing", "Medium"));
        }
        ArrayNode buttons = (ArrayNode) card.get("actions");
        welcome.next().forEach(action -> buttons.add(Blocks.button(action, null)));
        return card;
    }

    private static void said(ArrayNode body, String markdown) {
        if (!markdown.isBlank()) {
            body.add(Blocks.text(markdown));
        }
    }

    String plainText() {
        List<String> lines = new ArrayList<>();
        for (String text : Arrays.asList(welcome.title(), welcome.why(), welcome.offer())) {
            if (text != null && !text.isBlank()) {
                lines.add(Texts.plain(text));
            }
        }
        if (!welcome.next().isEmpty()) {
            lines.add(phrases.of("try") + " "
                    + welcome.next().stream().map(Action::title).collect(Collectors.joining(", ")));
        }
        return String.join("\n", lines);
    }
}
