package dev.tidings.teams.template;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.StringNode;

/// The functions and operators that expressions may use.
@SuppressWarnings("ImmutableEnumChecker") // what they do holds nothing
enum Function {
    IF("if", 3, 3, values -> values.getFirst()),
    COALESCE("coalesce", 1, 99, values -> values.getLast()),
    EXISTS("exists", 1, 1, values -> truth(!Values.nothing(values.getFirst()))),
    EMPTY("empty", 1, 1, values -> truth(Values.empty(values.getFirst()))),
    NOT("not", 1, 1, values -> truth(!Values.holds(values.getFirst()))),
    AND("and", 1, 99, values -> truth(values.stream().allMatch(Values::holds))),
    OR("or", 1, 99, values -> truth(values.stream().anyMatch(Values::holds))),
    EQUALS("equals", 2, 2, values -> truth(Values.same(values.get(0), values.get(1)))),
    DIFFERS("!=", 2, 2, values -> truth(!Values.same(values.get(0), values.get(1)))),
    LESS("less", 2, 2, values -> truth(Values.compare(values.get(0), values.get(1)) < 0)),
    LESS_OR_EQUAL("lessOrEquals", 2, 2, values -> truth(Values.compare(values.get(0), values.get(1)) <= 0)),
    GREATER("greater", 2, 2, values -> truth(Values.compare(values.get(0), values.get(1)) > 0)),
    GREATER_OR_EQUAL("greaterOrEquals", 2, 2, values -> truth(Values.compare(values.get(0), values.get(1)) >= 0)),
    ADD("add", 2, 2, values -> Values.sum(values.get(0), values.get(1))),
    SUBTRACT("sub", 2, 2, values -> number(Values.number(values.get(0)).subtract(Values.number(values.get(1))))),
    MULTIPLY("mul", 2, 2, values -> number(Values.number(values.get(0)).multiply(Values.number(values.get(1))))),
    DIVIDE("div", 2, 2, values -> number(Values.quotient(values.get(0), values.get(1)))),
    REMAINDER("mod", 2, 2, values -> number(Values.remainder(values.get(0), values.get(1)))),
    NEGATE("-", 1, 1, values -> number(Values.number(values.getFirst()).negate())),
    CONCAT("concat", 1, 99, values -> text(values.stream().map(Values::text).collect(Collectors.joining()))),
    STRING("string", 1, 1, values -> text(Values.text(values.getFirst()))),
    LENGTH(
            "length",
            1,
            1,
            values -> IntNode.valueOf(Values.words(values.getFirst()).length())),
    COUNT("count", 1, 1, values -> IntNode.valueOf(Values.count(values.getFirst()))),
    CONTAINS("contains", 2, 2, values -> truth(Values.contains(values.get(0), values.get(1)))),
    STARTS_WITH(
            "startsWith", 2, 2, values -> truth(Values.words(values.get(0)).startsWith(Values.words(values.get(1))))),
    ENDS_WITH("endsWith", 2, 2, values -> truth(Values.words(values.get(0)).endsWith(Values.words(values.get(1))))),
    TO_UPPER("toUpper", 1, 1, values -> text(Values.words(values.getFirst()).toUpperCase(Locale.ROOT))),
    TO_LOWER("toLower", 1, 1, values -> text(Values.words(values.getFirst()).toLowerCase(Locale.ROOT))),
    TRIM("trim", 1, 1, values -> text(Values.words(values.getFirst()).strip())),
    REPLACE(
            "replace",
            3,
            3,
            values -> text(
                    Values.words(values.get(0)).replace(Values.words(values.get(1)), Values.words(values.get(2))))),
    URI_COMPONENT("uriComponent", 1, 1, values -> text(Values.encoded(values.getFirst()))),
    JOIN("join", 2, 2, values -> text(Values.joined(values.get(0), Values.words(values.get(1))))),
    FIRST("first", 1, 1, values -> Values.end(values.getFirst(), true)),
    LAST("last", 1, 1, values -> Values.end(values.getFirst(), false));

    private final String word;
    private final int fewest;
    private final int most;
    private final Body body;

    private interface Body {
        JsonNode of(List<JsonNode> values);
    }

    Function(String word, int fewest, int most, Body body) {
        this.word = word;
        this.fewest = fewest;
        this.most = most;
        this.body = body;
    }

    /// The function of a name.
    static Optional<Function> named(String name) {
        for (Function function : values()) {
            if (function.word.equals(name)) {
                return Optional.of(function);
            }
        }
        return Optional.empty();
    }

    /// How many arguments it takes, in words; empty if so many are right.
    Optional<String> complaint(int arguments) {
        if (arguments >= fewest && arguments <= most) {
            return Optional.empty();
        }
        return Optional.of(word + " takes " + (fewest == most ? "" : "at least ") + fewest
                + (fewest == 1 ? " argument." : " arguments."));
    }

    /// Whether no further argument is looked at.
    boolean decidedBy(JsonNode value) {
        return switch (this) {
            case COALESCE -> !Values.nothing(value);
            case AND -> !Values.holds(value);
            case OR -> Values.holds(value);
            default -> false;
        };
    }

    JsonNode of(List<JsonNode> values) {
        return body.of(values);
    }

    private static JsonNode truth(boolean value) {
        return BooleanNode.valueOf(value);
    }

    private static JsonNode text(String value) {
        return StringNode.valueOf(value);
    }

    private static JsonNode number(BigDecimal value) {
        return DecimalNode.valueOf(value);
    }
}
