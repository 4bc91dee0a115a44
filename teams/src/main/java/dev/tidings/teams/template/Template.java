package dev.tidings.teams.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// JSON with places for data, in the language of Adaptive Card Templating: `${...}` in texts, `$data`
/// and `$when` in objects; expressions know `$root`, `$data` and `$index`. Immutable and thread-safe.
///
/// It does what Microsoft's `adaptivecards-templating` does, with one difference: where that one leaves
/// `${...}` in the text because a value is missing, this one refuses.
public final class Template {
    private static final String DATA = "$data";
    private static final String WHEN = "$when";

    private final Node root;
    private final boolean plain;

    private Template(Node root, boolean plain) {
        this.root = root;
        this.plain = plain;
    }

    /// Understands a template.
    ///
    /// @throws TemplateException if an expression cannot be understood, or needs a function that is not
    /// supported
    public static Template of(JsonNode json) {
        Reading reading = new Reading();
        Node root = reading.node(json, "");
        return new Template(root, reading.plain);
    }

    /// Understands a text.
    ///
    /// @throws TemplateException as [#of]
    public static Template of(String text) {
        return of(JsonNodeFactory.instance.stringNode(text));
    }

    /// Whether there is nothing to fill in.
    public boolean plain() {
        return plain;
    }

    /// The JSON filled with data: a new one each time.
    ///
    /// @throws TemplateException if a value is missing or has a kind that an expression cannot use
    public JsonNode expand(JsonNode data) {
        return root.expand(new Scope(data, data, null));
    }

    /// A part of a template.
    private sealed interface Node {
        JsonNode expand(Scope scope);
    }

    /// What is taken as it is.
    private record Literal(JsonNode value) implements Node {
        @Override
        public JsonNode expand(Scope scope) {
            return value.deepCopy();
        }
    }

    /// A text with expressions.
    private record Filled(Interpolation text, String place) implements Node {
        @Override
        public JsonNode expand(Scope scope) {
            try {
                return text.value(scope);
            } catch (TemplateException failed) {
                throw failed.in(place);
            }
        }
    }

    /// A list, into which lists are poured and from which null is left out.
    private record Several(List<Node> nodes) implements Node {
        @Override
        public JsonNode expand(Scope scope) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (Node node : nodes) {
                JsonNode value = node.expand(scope);
                if (value instanceof ArrayNode poured) {
                    list.addAll(poured);
                } else if (!value.isNull()) {
                    list.add(value);
                }
            }
            return list;
        }
    }

    /// An object, as often as `$data` has elements and `$when` holds.
    private record Fields(Map<String, Node> fields, List<Node> data, List<Interpolation> when) implements Node {
        @Override
        public JsonNode expand(Scope scope) {
            List<JsonNode> results = new ArrayList<>();
            for (Scope each : scopes(scope)) {
                if (when.isEmpty() || when.getFirst().holds(each)) {
                    results.add(object(each));
                }
            }
            return switch (results.size()) {
                case 0 -> JsonNodeFactory.instance.nullNode();
                case 1 -> results.getFirst();
                default -> JsonNodeFactory.instance.arrayNode().addAll(results);
            };
        }

        private List<Scope> scopes(Scope scope) {
            if (data.isEmpty()) {
                return List.of(scope);
            }
            JsonNode found = data.getFirst().expand(scope);
            if (!(found instanceof ArrayNode list)) {
                return List.of(scope.with(found));
            }
            List<Scope> each = new ArrayList<>(list.size());
            for (int index = 0; index < list.size(); index++) {
                each.add(scope.with(list.get(index), index));
            }
            return each;
        }

        private ObjectNode object(Scope scope) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            fields.forEach((name, node) -> object.set(name, node.expand(scope)));
            return object;
        }
    }

    /// From JSON to a template.
    private static final class Reading {
        private boolean plain = true;

        Node node(JsonNode json, String place) {
            if (json instanceof ObjectNode object) {
                return object(object, place);
            }
            if (json instanceof ArrayNode list) {
                List<Node> nodes = new ArrayList<>(list.size());
                for (int index = 0; index < list.size(); index++) {
                    nodes.add(node(list.get(index), place + "[" + index + "]"));
                }
                return new Several(List.copyOf(nodes));
            }
            return json.isString() ? text(json, place) : new Literal(json);
        }

        private Node text(JsonNode json, String place) {
            String text = json.stringValue();
            if (!Interpolation.needed(text)) {
                return new Literal(json);
            }
            plain = false;
            return new Filled(interpolation(text, place), place);
        }

        private static Interpolation interpolation(String text, String place) {
            try {
                return Interpolation.of(text);
            } catch (TemplateException wrong) {
                throw wrong.in(place);
            }
        }

        private Node object(ObjectNode object, String place) {
            Map<String, Node> fields = new LinkedHashMap<>();
            List<Node> data = new ArrayList<>();
            List<Interpolation> when = new ArrayList<>();
            object.properties().forEach(field -> {
                String name = field.getKey();
                String inside = place.isEmpty() ? name : place + "." + name;
                switch (name) {
                    case DATA -> data.add(data(field.getValue(), inside));
                    case WHEN -> when.add(when(field.getValue(), inside));
                    case "$root", "$index" -> plain = false; // names of the language, left out like the two above
                    default -> fields.put(name, node(field.getValue(), inside));
                }
            });
            return new Fields(fields, data, when);
        }

        private Node data(JsonNode json, String place) {
            plain = false;
            if (json.isContainer() && json.toString().contains("${")) {
                throw new TemplateException(place, 1, false, "Expressions inside of $data are not supported.");
            }
            return json.isString() ? text(json, place) : new Literal(json);
        }

        private Interpolation when(JsonNode json, String place) {
            plain = false;
            if (!json.isString() || !Interpolation.needed(json.stringValue())) {
                throw new TemplateException(place, 1, false, "$when takes an expression, such as ${price > 100}.");
            }
            return interpolation(json.stringValue(), place);
        }
    }
}
