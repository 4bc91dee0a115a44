package dev.tidings.teams.template;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.StringNode;

/// A text with expressions. One expression and nothing else gives its value as it is, unless that is
/// written out in it;
/// anything else gives a text.
record Interpolation(List<Piece> pieces) {
    private static final String BEGIN = "${";

    /// A part of a text.
    private sealed interface Piece {}

    private record Words(String text) implements Piece {}

    /// @param written the expression as it stands there
    /// @param position of its `$`, counted from 1
    private record Place(Expression expression, String written, int position) implements Piece {
        <T> T at(Supplier<T> work) {
            try {
                return work.get();
            } catch (Values.WrongKindException wrong) {
                throw refused(false, "${" + written + "}: " + wrong.getMessage());
            }
        }

        TemplateException refused(boolean missing, String sentence) {
            return new TemplateException("", position, missing, sentence);
        }
    }

    /// Whether there is an expression in a text.
    static boolean needed(String text) {
        return text.contains(BEGIN);
    }

    static Interpolation of(String text) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, from)) {
            if (begin > from) {
                pieces.add(new Words(text.substring(from, begin)));
            }
            int end = end(text, begin);
            String written = text.substring(begin + BEGIN.length(), end);
            Expression expression = new Parser(written, begin + BEGIN.length()).read();
            pieces.add(new Place(expression, written, begin + 1));
            from = end + 1;
        }
        if (from < text.length()) {
            pieces.add(new Words(text.substring(from)));
        }
        return new Interpolation(List.copyOf(pieces));
    }

    /// Where an expression ends, braces in quotes left out.
    private static int end(String text, int begin) {
        char quote = 0;
        for (int index = begin + BEGIN.length(); index < text.length(); index++) {
            char each = text.charAt(index);
            if (quote != 0) {
                quote = each == quote ? 0 : quote;
            } else if (each == '\'' || each == '"') {
                quote = each;
            } else if (each == '}') {
                return index;
            }
        }
        throw new TemplateException(begin + 1, "The expression that begins here has no end: } is missing.");
    }

    /// What it says.
    ///
    /// @throws TemplateException if a value is missing or of the wrong kind
    JsonNode value(Scope scope) {
        if (pieces.size() == 1
                && pieces.getFirst() instanceof Place place
                && !(place.expression() instanceof Expression.Constant)) {
            return value(place, scope);
        }
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            switch (piece) {
                case Words(String words) -> text.append(words);
                case Place place -> text.append(place.at(() -> Values.text(value(place, scope))));
            }
        }
        return StringNode.valueOf(text.toString());
    }

    /// Whether it is true, and nothing else that would do for true; what cannot be found out is not.
    boolean holds(Scope scope) {
        try {
            return pieces.size() == 1
                    && pieces.getFirst() instanceof Place place
                    && place.expression().value(scope) instanceof BooleanNode answer
                    && answer.booleanValue();
        } catch (Values.WrongKindException | TemplateException failed) {
            return false;
        }
    }

    private static JsonNode value(Place place, Scope scope) {
        JsonNode value = place.at(() -> place.expression().value(scope));
        if (Values.nothing(value)) {
            throw place.refused(true, "There is no value for ${" + place.written() + "}.");
        }
        return value;
    }
}
