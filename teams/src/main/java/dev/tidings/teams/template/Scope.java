package dev.tidings.teams.template;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.MissingNode;

/// What expressions can refer to.
///
/// @param data what names refer to
/// @param index of the data in the list that is gone through, or null outside of lists
record Scope(JsonNode root, JsonNode data, @Nullable Integer index) {

    Scope with(JsonNode other) {
        return new Scope(root, other, index);
    }

    Scope with(JsonNode other, int place) {
        return new Scope(root, other, place);
    }

    /// What a name means: one of the language's own, or a property of the data.
    JsonNode named(String name) {
        return switch (name) {
            case "$root" -> root;
            case "$data" -> data;
            case "$index" -> index == null ? MissingNode.getInstance() : IntNode.valueOf(index);
            default -> property(data, name);
        };
    }

    /// A property, also if it is written with other capitals; missing if there is none.
    static JsonNode property(JsonNode of, String name) {
        JsonNode exact = of.path(name);
        if (!exact.isMissingNode() || !of.isObject()) {
            return exact;
        }
        for (var field : of.properties()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return field.getValue();
            }
        }
        return exact;
    }
}
