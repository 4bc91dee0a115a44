package dev.tidings.teams.activity;

import java.net.URI;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Something that a message carries besides its text: an Adaptive Card, a picture, or any other content
/// Teams knows.
///
/// @param contentType what it is, such as `application/vnd.microsoft.card.adaptive` or `image/png`
/// @param contentUrl where the content is, `https:` or `data:`; null if it is in `content`
/// @param content the content itself; null if it is behind `contentUrl`
/// @param name a name to show, or null
public record Attachment(
        String contentType,
        @Nullable String contentUrl,
        @Nullable ObjectNode content,
        @Nullable String name) {

    /// The content type of an Adaptive Card.
    public static final String ADAPTIVE_CARD = "application/vnd.microsoft.card.adaptive";

    /// @throws IllegalArgumentException if there is no content type, or neither content nor its address
    public Attachment {
        if (contentType.isBlank()) {
            throw new IllegalArgumentException("an attachment needs a content type");
        }
        if (contentUrl == null && content == null) {
            throw new IllegalArgumentException("an attachment needs content, or the address of its content");
        }
        content = content == null ? null : content.deepCopy();
    }

    /// An Adaptive Card; Teams shows schemas up to version 1.5.
    ///
    /// @throws IllegalArgumentException if the object's `type` is not `AdaptiveCard`
    public static Attachment card(ObjectNode card) {
        if (!card.path("type").asString("").equals("AdaptiveCard")) {
            throw new IllegalArgumentException("the card's 'type' is not 'AdaptiveCard'");
        }
        return new Attachment(ADAPTIVE_CARD, null, card, null);
    }

    /// A picture that Teams loads from an address.
    public static Attachment image(String contentType, URI address) {
        return new Attachment(contentType, address.toString(), null, null);
    }

    /// A picture that travels inside the message; it does not count towards the message's size.
    public static Attachment image(String contentType, byte[] bytes) {
        String data = Base64.getEncoder().encodeToString(bytes);
        return new Attachment(contentType, "data:" + contentType + ";base64," + data, null, null);
    }

    /// The same under a name.
    public Attachment withName(String shown) {
        return new Attachment(contentType, contentUrl, content, shown);
    }

    /// A copy of the content, or null.
    @Override
    public @Nullable ObjectNode content() {
        return content == null ? null : content.deepCopy();
    }

    /// Whether this is an Adaptive Card.
    public boolean isCard() {
        return contentType.equals(ADAPTIVE_CARD);
    }

    /// Leaves the content out.
    @Override
    public String toString() {
        return "Attachment[" + contentType + "]";
    }
}
