package dev.tidings.teams.activity;

/// Somebody mentioned in a message.
///
/// @param text the marked text, such as `<at>Ann</at>`, with the name escaped as in XML
public record Mention(ChannelAccount mentioned, String text) {

    /// A mention in a message that goes out.
    ///
    /// @param id the person's `29:...`, Entra object id or user principal name
    /// @param name the name to show
    /// @throws IllegalArgumentException if one of them is blank
    public static Mention of(String id, String name) {
        if (id.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("a mention needs an id and a name");
        }
        return new Mention(new ChannelAccount(id, name, null), marked(escaped(name)));
    }

    /// The marks around the name as it is, which somebody may have written without escaping it.
    String textUnescaped() {
        String name = mentioned.name();
        return name == null ? text : marked(name);
    }

    /// Leaves the name out.
    @Override
    public String toString() {
        return "Mention[" + mentioned.id() + "]";
    }

    private static String marked(String name) {
        return "<at>" + name + "</at>";
    }

    private static String escaped(String name) {
        return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
