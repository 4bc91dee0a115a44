package dev.tidings.teams.template;

/// A template that cannot be understood, or not be filled with the data that is there.
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String place;
    private final int position;
    private final boolean missing;

    TemplateException(String place, int position, boolean missing, String message) {
        super(message);
        this.place = place;
        this.position = position;
        this.missing = missing;
    }

    TemplateException(int position, String message) {
        this("", position, false, message);
    }

    /// In which text it is, as a path such as `body[0].text`; empty if the template is one text.
    public String place() {
        return place;
    }

    /// At which character of that text, counted from 1.
    public int position() {
        return position;
    }

    /// Whether a value is missing in the data, while the template itself can be understood.
    public boolean missing() {
        return missing;
    }

    /// The same as found in a text.
    TemplateException in(String where) {
        return new TemplateException(where, position, missing, String.valueOf(getMessage()));
    }
}
