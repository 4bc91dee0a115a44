package dev.tidings.teams.notice;

import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What makes a card look wrong in Teams.
record CardRules(Consumer<Finding> found) {
    private static final Pattern HTML = Pattern.compile("</?(b|i|u|br|p|a|div|span|strong|em|ul|li)(\\s[^>]*)?/?>");
    private static final double NEWEST = 1.5;

    void check(ObjectNode card) {
        version(card.path("version").stringValue("1.0"));
        if (card.path("actions").size() > Notification.MOST_BUTTONS) {
            tell(
                    "many-buttons",
                    "message.card.actions",
                    "Teams shows at most " + Notification.MOST_BUTTONS + " buttons. Leave some out.");
        }
        if (card.path("body").isEmpty()) {
            tell("empty-card", "message.card.body", "The card has no body. Say something in it.");
        }
        walk(card.path("body"), "message.card.body");
        walk(card.path("actions"), "message.card.actions");
    }

    private void version(String version) {
        try {
            if (Double.parseDouble(version) > NEWEST) {
                tell(
                        "new-card",
                        "message.card.version",
                        "Teams shows cards up to version 1.5, and of newer ones nothing but a hint. Use 1.5.");
            }
        } catch (NumberFormatException unreadable) {
            tell("no-version", "message.card.version", "The card's version is none. Write \"1.5\".");
        }
    }

    private void walk(JsonNode node, String field) {
        if (node instanceof ObjectNode part) {
            part(part, field);
            part.properties().forEach(entry -> walk(entry.getValue(), field + "." + entry.getKey()));
        } else if (node.isArray()) {
            for (int index = 0; index < node.size(); index++) {
                walk(node.get(index), field + "[" + index + "]");
            }
        }
    }

    private void part(ObjectNode part, String field) {
        switch (part.path("type").stringValue("")) {
            case "TextBlock" -> textBlock(part, field);
            case "Image" -> image(part, field);
            default -> {
                // Nothing is known to go wrong with other parts.
            }
        }
    }

    private void textBlock(ObjectNode part, String field) {
        String text = part.path("text").stringValue("");
        if (HTML.matcher(text).find()) {
            tell("html", field + ".text", "A card shows HTML as it is written. Use Markdown.");
        }
        if (text.length() > 40 && !part.path("wrap").asBoolean(false)) {
            tell("no-wrap", field + ".wrap", "Without wrap a long text is cut at the end of the line. Set it to true.");
        }
    }

    private void image(ObjectNode part, String field) {
        ImageRules.check(field, part.path("url").stringValue(null), found);
        if (part.path("altText").stringValue("").isBlank()) {
            tell("no-alt-text", field + ".altText", "Who cannot see the picture is told nothing. Describe it.");
        }
    }

    private void tell(String rule, String field, String sentence) {
        found.accept(new Finding(rule, field, sentence));
    }
}
