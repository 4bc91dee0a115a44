package dev.tidings.teams.activity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A message that goes out: what is said, not where. Immutable and safe to send to many conversations.
///
/// Teams ignores the importance of a bot's message, so there is none here.
public final class Message {

    /// The largest message that Teams accepts, in bytes of UTF-16; stay under [#ADVISED_SIZE] if you can.
    public static final int MAX_SIZE = 100 * 1024;

    /// The size that Microsoft advises not to exceed, in bytes of UTF-16.
    public static final int ADVISED_SIZE = 80 * 1024;

    /// The most suggested actions that Teams shows.
    public static final int MAX_SUGGESTED_ACTIONS = 6;

    /// How Teams reads the text.
    public enum Format {
        /// As it is.
        PLAIN,
        /// Teams' subset of Markdown.
        MARKDOWN,
        /// Teams' subset of HTML.
        XML;

        /// The word on the wire.
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The format that a word on the wire means, whatever its case; empty for a word not known.
        public static Optional<Format> ofWire(String word) {
            for (Format format : values()) {
                if (format.wire().equalsIgnoreCase(word)) {
                    return Optional.of(format);
                }
            }
            return Optional.empty();
        }
    }

    private final MessageParts parts;
    // Written at most once with the same value by whoever comes first: sending one message to many writes it once.
    private @Nullable String json;

    Message(MessageParts parts) {
        this.parts = parts;
        if (parts.text().isBlank() && parts.attachments().isEmpty()) {
            throw new IllegalArgumentException("a message needs a text or an attachment");
        }
        if (parts.suggestedActions().size() > MAX_SUGGESTED_ACTIONS) {
            throw new IllegalArgumentException("Teams shows at most 6 suggested actions");
        }
        if (!parts.suggestedActions().isEmpty() && !parts.attachments().isEmpty()) {
            throw new IllegalArgumentException("Teams shows no suggested actions beside an attachment");
        }
    }

    /// A text in Markdown.
    ///
    /// @throws IllegalArgumentException if it is blank
    public static Message text(String markdown) {
        return text(markdown, Format.MARKDOWN);
    }

    /// A text that is shown as it is.
    ///
    /// @throws IllegalArgumentException if it is blank
    public static Message plain(String text) {
        return text(text, Format.PLAIN);
    }

    /// A text in the given format.
    ///
    /// @throws IllegalArgumentException if it is blank
    public static Message text(String text, Format format) {
        return new Message(MessageParts.of(text, format, List.of()));
    }

    /// An Adaptive Card; give it a [summary][#withSummary(String)], which is what notifications show.
    ///
    /// @throws IllegalArgumentException if the object's `type` is not `AdaptiveCard`
    public static Message card(ObjectNode card) {
        return of(Attachment.card(card));
    }

    /// One attachment without a text.
    public static Message of(Attachment attachment) {
        return new Message(MessageParts.of("", Format.MARKDOWN, List.of(attachment)));
    }

    /// Reads what [#toJson()] wrote; fields without a method here are kept as they are.
    ///
    /// @throws MalformedActivityException if it is no JSON object, no message, or has a field of a wrong shape
    public static Message read(String json) {
        return MessageReader.read(json);
    }

    /// The same with a text that notifications and the activity feed show instead of the message's own.
    public Message withSummary(String summary) {
        return new Message(parts.withSummary(summary));
    }

    /// The same, shown as a banner and in the activity feed, as far as the reader's own settings let it.
    public Message withAlert(boolean alert) {
        return new Message(parts.withAlert(alert));
    }

    /// The same, mentioning somebody: where the text or a card says `<at>name</at>`, or else before the text.
    ///
    /// @param id the person's `29:...`; in a card also an Entra object id or a user principal name
    public Message withMention(String id, String name) {
        Mention mention = Mention.of(id, name);
        return parts.mentions().contains(mention)
                ? this
                : new Message(parts.withMentions(appended(parts.mentions(), mention)));
    }

    /// The same with one more attachment.
    public Message withAttachment(Attachment attachment) {
        return new Message(parts.withAttachments(appended(parts.attachments(), attachment)));
    }

    /// The same with buttons that say their title for the reader: in 1:1 chats only, at most six, no
    /// attachments.
    ///
    /// @throws IllegalArgumentException if there are more than six, or an attachment
    public Message withSuggestedActions(List<String> titles) {
        return new Message(parts.withSuggestedActions(List.copyOf(titles)));
    }

    /// The same with fields of the protocol that have no method here, such as `channelData.onBehalfOf`.
    ///
    /// Objects are merged and lists are joined with what this message writes itself, whose values win.
    public Message withFields(ObjectNode fields) {
        return new Message(parts.withExtra(MessageWriter.merged(parts.extra(), fields)));
    }

    /// The text as it was given, empty if there is none.
    public String text() {
        return parts.text();
    }

    /// How Teams reads the text.
    public Format format() {
        return parts.format();
    }

    /// The attachments in their order.
    public List<Attachment> attachments() {
        return parts.attachments();
    }

    /// Who is mentioned.
    public List<Mention> mentions() {
        return parts.mentions();
    }

    /// What notifications show, if it was set.
    public Optional<String> summary() {
        return Optional.ofNullable(parts.summary());
    }

    /// Whether it asks for a banner.
    public boolean alert() {
        return parts.alert();
    }

    /// The titles of the suggested actions.
    public List<String> suggestedActions() {
        return parts.suggestedActions();
    }

    /// The body of the request that sends this message; the same each time.
    public String toJson() {
        String written = json;
        if (written == null) {
            written = MessageWriter.write(parts).toString();
            json = written;
        }
        return written;
    }

    /// The size as Teams counts it: bytes of UTF-16, pictures inside the message left out.
    public int sizeInBytes() {
        return MessageSize.of(toJson());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Message message && message.toJson().equals(toJson());
    }

    @Override
    public int hashCode() {
        return toJson().hashCode();
    }

    /// Leaves everything out that somebody wrote.
    @Override
    public String toString() {
        return "Message[" + sizeInBytes() + " bytes, " + parts.attachments().size() + " attachments]";
    }

    private static <T> List<T> appended(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return List.copyOf(longer);
    }
}
