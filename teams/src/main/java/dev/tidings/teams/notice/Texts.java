package dev.tidings.teams.notice;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Texts between plain and Markdown, and addresses that a button may open.
final class Texts {
    private static final Set<String> OPENABLE = Set.of("https", "http", "mailto", "tel", "msteams");
    private static final Pattern SPECIAL = Pattern.compile("([\\\\`*_\\[\\]#~|<>])");
    private static final Pattern LIST = Pattern.compile("^(\\s*)([-+]|\\d+\\.)(?=\\s)", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");
    private static final Pattern MARKS =
            Pattern.compile("\\*\\*|__|(?<!\\w)[*_]|[*_](?!\\w)|`|^#+ +", Pattern.MULTILINE);

    private Texts() {}

    /// Markdown that shows a text as it is, whatever is in it.
    static String escaped(String text) {
        String marked = SPECIAL.matcher(text).replaceAll("\\\\$1");
        return LIST.matcher(marked).replaceAll(found -> found.group(1) + "\\\\" + found.group(2));
    }

    /// What is left of a Markdown text where no Markdown is shown.
    static String plain(String markdown) {
        String unlinked = LINK.matcher(markdown).replaceAll("$1");
        return MARKS.matcher(unlinked).replaceAll("").strip();
    }

    /// A text of at most so many characters, with an ellipsis if something was left out.
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end).stripTrailing() + "…";
    }

    static void requireText(String what, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(what + " is missing");
        }
    }

    static void requireOpenable(@Nullable URI url) {
        if (url != null && !openable(url)) {
            throw new IllegalArgumentException("only https, http, mailto, tel and msteams addresses can be opened");
        }
    }

    static boolean openable(URI url) {
        String scheme = url.getScheme();
        return scheme != null && OPENABLE.contains(scheme.toLowerCase(Locale.ROOT));
    }
}
