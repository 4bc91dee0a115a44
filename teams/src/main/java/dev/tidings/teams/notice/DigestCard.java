package dev.tidings.teams.notice;

import dev.tidings.teams.notice.Digest.Entry;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A digest as an Adaptive Card.
final class DigestCard {
    private final Digest digest;
    private final Phrases phrases;

    DigestCard(Digest digest) {
        this.digest = digest;
        this.phrases = Phrases.in(digest.language());
    }

    ObjectNode json() {
        ObjectNode card = Blocks.card(phrases, plainText());
        ArrayNode body = Blocks.body(card);
        body.add(Blocks.heading(digest.summary()));
        shown().forEach(entry -> body.add(entry(entry)));
        if (hidden() > 0) {
            body.add(Blocks.footnote(phrases.of("digest-more", hidden())));
        }
        body.add(Blocks.footnote(phrases.of("digest-reason")));
        return card;
    }

    private List<Entry> shown() {
        return digest.entries().subList(0, Math.min(digest.entries().size(), Digest.MOST_SHOWN));
    }

    private int hidden() {
        return digest.entries().size() - shown().size();
    }

    private static ObjectNode entry(Entry entry) {
        String what = Texts.escaped(entry.what());
        String linked = entry.link() == null
                ? what
                : "[" + what + "]("
                        + entry.link().toString().replace("(", "%28").replace(")", "%29") + ")";
        String topic = entry.topic() == null ? "" : " · _" + Texts.escaped(entry.topic()) + "_";
        return Blocks.text("- " + linked + topic).put("spacing", "Small");
    }

    String plainText() {
        List<String> lines = new ArrayList<>();
        lines.add(digest.summary());
        shown().forEach(entry -> lines.add("- " + entry.what() + (entry.link() == null ? "" : " " + entry.link())));
        if (hidden() > 0) {
            lines.add(phrases.of("digest-more", hidden()));
        }
        return String.join("\n", lines);
    }
}
