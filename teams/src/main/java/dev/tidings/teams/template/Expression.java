package dev.tidings.teams.template;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What stands between `${` and `}`.
sealed interface Expression {

    /// Its value; missing or null if there is none.
    JsonNode value(Scope scope);

    /// A value that is written out.
    record Constant(JsonNode written) implements Expression {
        @Override
        public JsonNode value(Scope scope) {
            return written;
        }
    }

    /// What a name means.
    record Named(String name) implements Expression {
        @Override
        public JsonNode value(Scope scope) {
            return scope.named(name);
        }
    }

    /// A property or an element of something else.
    record Inside(Expression of, Expression which) implements Expression {
        @Override
        public JsonNode value(Scope scope) {
            JsonNode outer = of.value(scope);
            JsonNode key = which.value(scope);
            if (Values.nothing(outer)) {
                return MissingNode.getInstance();
            }
            if (Values.whole(key) && outer.isArray()) {
                JsonNode element = outer.path(key.decimalValue().intValue());
                if (element.isMissingNode()) {
                    throw new Values.WrongKindException("there is no element " + key);
                }
                return element;
            }
            return key.isString() ? Scope.property(outer, key.stringValue()) : MissingNode.getInstance();
        }
    }

    /// A function or an operator.
    record Call(Function function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public JsonNode value(Scope scope) {
            if (function == Function.IF) {
                return Values.holds(arguments.getFirst().value(scope))
                        ? arguments.get(1).value(scope)
                        : arguments.get(2).value(scope);
            }
            List<JsonNode> values = new ArrayList<>(arguments.size());
            for (Expression argument : arguments) {
                JsonNode value = argument.value(scope);
                values.add(value);
                if (function.decidedBy(value)) {
                    break;
                }
            }
            return function.of(values);
        }
    }
}
