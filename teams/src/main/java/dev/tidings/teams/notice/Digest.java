package dev.tidings.teams.notice;

import dev.tidings.teams.activity.Message;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Several messages told in one, for somebody who would otherwise get them one after the other.
///
/// Immutable. [#message()] makes an Adaptive Card of it, which shows itself as text where cards cannot
/// be shown.
///
/// @param entries what is told, the oldest first
/// @param language in which the card's own words are
public record Digest(List<Entry> entries, Locale language) {
    /// How many entries a card shows; of the others it says how many there are.
    public static final int MOST_SHOWN = 20;

    private static final int LONGEST_LINE = 200;

    /// @throws IllegalArgumentException if there is nothing in it
    public Digest {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a digest tells something");
        }
        entries = List.copyOf(entries);
    }

    /// One of the messages.
    ///
    /// @param what what happened, in one line of plain text
    /// @param topic what it is about, or null
    /// @param link where to read more, or null
    public record Entry(
            String what, @Nullable String topic, @Nullable URI link) {

        /// @throws IllegalArgumentException if nothing happened, or the link cannot be opened
        public Entry {
            Texts.requireText("what happened", what);
            Texts.requireOpenable(link);
        }

        /// A message in one line: its summary, or else the first line of its text; and the first link
        /// that a button of its card opens.
        public static Entry of(Message message, @Nullable String topic) {
            String first = Texts.plain(message.summary().orElse(message.text()))
                    .lines()
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .or(() -> cards(message).flatMap(card -> first(card.path("body"), "text")))
                    .orElse("…");
            URI link = cards(message)
                    .flatMap(card -> first(card.path("actions"), "url"))
                    .flatMap(Entry::openable)
                    .orElse(null);
            return new Entry(Texts.cut(first.strip(), LONGEST_LINE), topic, link);
        }

        private static Optional<ObjectNode> cards(Message message) {
            return message.attachments().stream()
                    .flatMap(attachment -> Stream.ofNullable(attachment.content()))
                    .findFirst();
        }

        private static Optional<String> first(JsonNode parts, String field) {
            return parts.valueStream()
                    .map(part -> part.path(field).stringValue(""))
                    .filter(text -> !text.isBlank())
                    .findFirst();
        }

        private static Optional<URI> openable(String address) {
            try {
                return Optional.of(URI.create(address)).filter(Texts::openable);
            } catch (IllegalArgumentException noAddress) {
                return Optional.empty();
            }
        }
    }

    /// The card as a message, with a summary for the banner.
    public Message message() {
        return Message.card(new DigestCard(this).json()).withSummary(summary());
    }

    /// What a banner shows.
    public String summary() {
        return Phrases.in(language).of("digest", entries.size());
    }
}
