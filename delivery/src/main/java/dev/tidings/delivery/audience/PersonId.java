package dev.tidings.delivery.audience;

import java.util.Locale;
import java.util.regex.Pattern;

/// The forms in which a person can be named.
public enum PersonId {
    /// `29:...`: the bot's own id of the person.
    PAIRWISE,
    /// A GUID: the Entra object id.
    OBJECT_ID,
    /// `name@host`: a user principal name.
    PRINCIPAL_NAME,
    /// Any other text: an id that a local client of its own making gave, and that only the directory can know.
    OTHER;

    private static final Pattern GUID = Pattern.compile("[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");
    private static final Pattern NAME = Pattern.compile("[^\\s@]{1,128}@[^\\s@]{1,255}");

    /// The one spelling of an id that may be written in several ways: only the bot's own ids depend on case.
    public static String normal(String id) {
        return formOf(id) == PAIRWISE ? id : id.toLowerCase(Locale.ROOT);
    }

    /// Which form a text has.
    public static PersonId formOf(String text) {
        if (text.startsWith("29:") && text.length() > 3) {
            return PAIRWISE;
        }
        if (GUID.matcher(text).matches()) {
            return OBJECT_ID;
        }
        return NAME.matcher(text).matches() ? PRINCIPAL_NAME : OTHER;
    }
}
