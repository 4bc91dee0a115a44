package dev.tidings.teams.notice;

/// Plain text inside Markdown.
public final class Markdown {
    private Markdown() {}

    /// Markdown that shows a text as it is, whatever is in it: for names.
    public static String literal(String text) {
        return Texts.escaped(text);
    }
}
