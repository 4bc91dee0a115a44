package dev.tidings.teams.template;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/// What expressions do with values.
final class Values {
    private Values() {}

    /// A value of a kind that cannot be used here.
    static final class WrongKindException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongKindException(String message) {
            super(message);
        }
    }

    static boolean nothing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    /// Everything holds but false and nothing.
    static boolean holds(JsonNode value) {
        return !nothing(value) && !(value instanceof BooleanNode answer && !answer.booleanValue());
    }

    static boolean empty(JsonNode value) {
        return nothing(value)
                || (value.isString() && value.stringValue().isEmpty())
                || (value.isContainer() && value.isEmpty());
    }

    static boolean same(JsonNode one, JsonNode two) {
        if (nothing(one) || nothing(two)) {
            return nothing(one) && nothing(two);
        }
        if (one.isNumber() && two.isNumber()) {
            return one.decimalValue().compareTo(two.decimalValue()) == 0;
        }
        return one.equals(two);
    }

    static int compare(JsonNode one, JsonNode two) {
        if (one.isString() && two.isString()) {
            return one.stringValue().compareTo(two.stringValue());
        }
        return number(one).compareTo(number(two));
    }

    static BigDecimal number(JsonNode value) {
        if (!value.isNumber()) {
            throw new WrongKindException("a number is needed.");
        }
        return value.decimalValue();
    }

    static String words(JsonNode value) {
        if (!value.isString()) {
            throw new WrongKindException("a text is needed.");
        }
        return value.stringValue();
    }

    /// A single value as a text.
    static String text(JsonNode value) {
        if (nothing(value)) {
            return "";
        }
        if (value.isNumber()) {
            return digits(value.decimalValue());
        }
        if (value.isContainer()) {
            throw new WrongKindException("a list or an object is no text.");
        }
        return value.isString() ? value.stringValue() : value.toString();
    }

    /// As JavaScript writes numbers.
    private static String digits(BigDecimal number) {
        BigDecimal stripped = new BigDecimal(Double.toString(number.doubleValue())).stripTrailingZeros();
        return stripped.signum() == 0 ? "0" : stripped.toPlainString();
    }

    /// Inside of an address, as JavaScript's `encodeURIComponent` writes it.
    static String encoded(JsonNode value) {
        return URLEncoder.encode(words(value), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%21", "!")
                .replace("%27", "'")
                .replace("%28", "(")
                .replace("%29", ")")
                .replace("%7E", "~");
    }

    static JsonNode sum(JsonNode one, JsonNode two) {
        if (one.isNumber() && two.isNumber()) {
            return DecimalNode.valueOf(one.decimalValue().add(two.decimalValue()));
        }
        if (one.isString() || two.isString()) {
            return StringNode.valueOf(text(one) + text(two));
        }
        throw new WrongKindException("numbers or texts are needed.");
    }

    /// Of whole numbers a whole number.
    static BigDecimal quotient(JsonNode one, JsonNode two) {
        BigDecimal divisor = number(two);
        if (divisor.signum() == 0) {
            throw new WrongKindException("nothing can be divided by zero.");
        }
        return whole(one) && whole(two)
                ? number(one).divide(divisor, 0, RoundingMode.FLOOR)
                : number(one).divide(divisor, MathContext.DECIMAL64);
    }

    static BigDecimal remainder(JsonNode one, JsonNode two) {
        if (number(two).signum() == 0) {
            throw new WrongKindException("nothing can be divided by zero.");
        }
        return number(one).remainder(number(two));
    }

    static boolean whole(JsonNode value) {
        return value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
    }

    static int count(JsonNode value) {
        if (value.isString()) {
            return value.stringValue().length();
        }
        if (!value.isContainer()) {
            throw new WrongKindException("a list or a text is needed.");
        }
        return value.size();
    }

    static boolean contains(JsonNode value, JsonNode part) {
        if (value.isString() && part.isString()) {
            return value.stringValue().contains(part.stringValue());
        }
        if (value instanceof ArrayNode list) {
            return list.valueStream().anyMatch(element -> same(element, part));
        }
        return value.isObject()
                && part.isString()
                && !Scope.property(value, part.stringValue()).isMissingNode();
    }

    static String joined(JsonNode value, String between) {
        if (!(value instanceof ArrayNode list)) {
            throw new WrongKindException("a list is needed.");
        }
        return list.valueStream().map(Values::text).collect(Collectors.joining(between));
    }

    /// The first or the last of a list or a text; missing if it is empty.
    static JsonNode end(JsonNode value, boolean first) {
        if (value instanceof ArrayNode list) {
            return list.path(first ? 0 : list.size() - 1);
        }
        if (value.isString() && !value.stringValue().isEmpty()) {
            String text = value.stringValue();
            return StringNode.valueOf(first ? text.substring(0, 1) : text.substring(text.length() - 1));
        }
        return MissingNode.getInstance();
    }
}
