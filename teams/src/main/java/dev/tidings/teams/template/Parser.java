package dev.tidings.teams.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/// Reads one expression. Not thread-safe.
final class Parser {
    private static final int DEEPEST = 100;

    /// Operators between two values, those that bind weakest first, as Microsoft's grammar has them.
    private static final List<Map<String, Function>> OPERATORS = List.of(
            Map.of("??", Function.COALESCE),
            Map.of("||", Function.OR),
            Map.of("&&", Function.AND),
            Map.of(
                    "<=", Function.LESS_OR_EQUAL,
                    ">=", Function.GREATER_OR_EQUAL,
                    "<", Function.LESS,
                    ">", Function.GREATER),
            Map.of("&", Function.CONCAT),
            Map.of("==", Function.EQUALS, "!=", Function.DIFFERS),
            Map.of("+", Function.ADD, "-", Function.SUBTRACT),
            Map.of("*", Function.MULTIPLY, "/", Function.DIVIDE, "%", Function.REMAINDER));

    private final String text;
    private final int offset;
    private int at;
    private int depth;

    /// @param offset where the expression begins in its text
    Parser(String text, int offset) {
        this.text = text;
        this.offset = offset;
    }

    Expression read() {
        Expression expression = choice();
        blanks();
        if (at < text.length()) {
            throw wrong("'" + text.charAt(at) + "' is not expected here.");
        }
        return expression;
    }

    private Expression choice() {
        deeper();
        Expression condition = between(0);
        if (!taken("?")) {
            depth--;
            return condition;
        }
        Expression then = choice();
        require(":");
        Expression otherwise = choice();
        depth--;
        return new Expression.Call(Function.IF, List.of(condition, then, otherwise));
    }

    private Expression between(int level) {
        if (level == OPERATORS.size()) {
            return signed();
        }
        Expression left = between(level + 1);
        Optional<String> operator = operator(level);
        while (operator.isPresent()) {
            Function function = Objects.requireNonNull(OPERATORS.get(level).get(operator.get()));
            left = new Expression.Call(function, List.of(left, between(level + 1)));
            operator = operator(level);
        }
        return left;
    }

    /// Takes an operator of a level, unless it is the beginning of a longer one.
    private Optional<String> operator(int level) {
        blanks();
        String longest = "";
        for (Map<String, Function> operators : OPERATORS) {
            for (String operator : operators.keySet()) {
                if (text.startsWith(operator, at) && operator.length() > longest.length()) {
                    longest = operator;
                }
            }
        }
        if (longest.isEmpty() || !OPERATORS.get(level).containsKey(longest)) {
            return Optional.empty();
        }
        at += longest.length();
        return Optional.of(longest);
    }

    private Expression signed() {
        deeper();
        Expression value;
        if (taken("!")) {
            value = new Expression.Call(Function.NOT, List.of(signed()));
        } else if (taken("-")) {
            value = new Expression.Call(Function.NEGATE, List.of(signed()));
        } else {
            value = taken("+") ? signed() : inside(single());
        }
        depth--;
        return value;
    }

    private void deeper() {
        if (++depth > DEEPEST) {
            throw wrong("This is nested too deeply.");
        }
    }

    private Expression inside(Expression outer) {
        Expression inner = outer;
        while (at < text.length()) {
            if (text.charAt(at) == '.') {
                at++;
                inner = new Expression.Inside(inner, new Expression.Constant(StringNode.valueOf(name())));
            } else if (text.charAt(at) == '[') {
                at++;
                inner = new Expression.Inside(inner, choice());
                require("]");
            } else {
                return inner;
            }
        }
        return inner;
    }

    private Expression single() {
        blanks();
        if (at == text.length()) {
            throw wrong("An expression is missing here.");
        }
        char first = text.charAt(at);
        if (first == '(') {
            at++;
            Expression inner = choice();
            require(")");
            return inner;
        }
        if (first == '\'' || first == '"') {
            return quoted(first);
        }
        return Character.isDigit(first) ? number() : named();
    }

    private Expression quoted(char quote) {
        int end = text.indexOf(quote, at + 1);
        if (end < 0) {
            throw wrong("The text that begins here has no end.");
        }
        String words = text.substring(at + 1, end);
        if (words.indexOf('\\') >= 0) {
            throw wrong("A text in an expression has no backslashes.");
        }
        at = end + 1;
        return new Expression.Constant(StringNode.valueOf(words));
    }

    private Expression number() {
        int from = at;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        try {
            return new Expression.Constant(DecimalNode.valueOf(new BigDecimal(text.substring(from, at))));
        } catch (NumberFormatException none) {
            at = from;
            throw wrong("This is no number.");
        }
    }

    private Expression named() {
        int from = at;
        String name = name();
        if (taken("(")) {
            return call(name, from);
        }
        return switch (name) {
            case "true" -> new Expression.Constant(BooleanNode.TRUE);
            case "false" -> new Expression.Constant(BooleanNode.FALSE);
            case "null" -> new Expression.Constant(JsonNodeFactory.instance.nullNode());
            default -> {
                if (name.startsWith("$") && !List.of("$root", "$data", "$index").contains(name)) {
                    at = from;
                    throw wrong(name + " is not supported; there are $root, $data and $index.");
                }
                yield new Expression.Named(name);
            }
        };
    }

    private Expression call(String name, int from) {
        List<Expression> arguments = new ArrayList<>();
        if (!taken(")")) {
            do {
                arguments.add(choice());
            } while (taken(","));
            require(")");
        }
        int end = at;
        at = from;
        Function function =
                Function.named(name).orElseThrow(() -> wrong("The function " + name + " is not supported."));
        function.complaint(arguments.size()).ifPresent(complaint -> {
            throw wrong(complaint);
        });
        at = end;
        return new Expression.Call(function, arguments);
    }

    private String name() {
        blanks();
        int from = at;
        while (at < text.length() && nameCharacter(text.charAt(at), at == from)) {
            at++;
        }
        if (at == from) {
            throw wrong(
                    at < text.length() ? "'" + text.charAt(at) + "' is not expected here." : "A name is missing here.");
        }
        return text.substring(from, at);
    }

    private static boolean nameCharacter(char each, boolean first) {
        boolean letter = (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || each == '_';
        return letter || (first ? each == '$' : each >= '0' && each <= '9');
    }

    private void require(String sign) {
        if (!taken(sign)) {
            throw wrong("'" + sign + "' is missing here.");
        }
    }

    private boolean taken(String sign) {
        blanks();
        if (!text.startsWith(sign, at)
                || (sign.equals("?") && text.startsWith("??", at))
                || (sign.equals("!") && text.startsWith("!=", at))) {
            return false;
        }
        at += sign.length();
        return true;
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private TemplateException wrong(String sentence) {
        return new TemplateException(offset + at + 1, sentence);
    }
}
