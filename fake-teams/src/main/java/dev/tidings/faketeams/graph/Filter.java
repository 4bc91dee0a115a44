package dev.tidings.faketeams.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A `$filter`: comparisons for equality, any of which may hold.
record Filter(List<Term> terms) {
    private static final Pattern TERM = Pattern.compile("\\s*([A-Za-z/]+)\\s+eq\\s+'((?:[^']|'')*)'\\s*");
    private static final Pattern OR = Pattern.compile("or\\b");

    /// A field, and what it has to be.
    record Term(String field, String value) {}

    /// The filter of a query, or null without one; one that says anything else is refused.
    static @Nullable Filter of(@Nullable String text) {
        if (text == null) {
            return null;
        }
        List<Term> terms = new ArrayList<>();
        Matcher term = TERM.matcher(text);
        Matcher or = OR.matcher(text);
        int at = 0;
        do {
            at = terms.isEmpty() ? at : or.end();
            term.region(at, text.length());
            if (!term.lookingAt()) {
                throw Errors.badRequest("Invalid filter clause: " + text);
            }
            terms.add(new Term(term.group(1), term.group(2).replace("''", "'")));
            or.region(term.end(), text.length());
        } while (or.lookingAt());
        if (term.end() != text.length()) {
            throw Errors.badRequest("Invalid filter clause: " + text);
        }
        return new Filter(terms);
    }
}
