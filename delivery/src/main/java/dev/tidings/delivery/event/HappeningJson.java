package dev.tidings.delivery.event;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What happened as JSON, for other processes of the same build.
public final class HappeningJson {
    private static final Map<String, Class<?>> KINDS = Arrays.stream(Happening.class.getPermittedSubclasses())
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

    private HappeningJson() {}

    /// What kind of thing happened.
    public static String kind(Happening happening) {
        return happening.getClass().getSimpleName();
    }

    /// The rest.
    public static String write(Happening happening) {
        ObjectNode tree = JsonMapper.shared().valueToTree(happening);
        List.copyOf(tree.propertyNames()).forEach(name -> {
            if (tree.path(name).isNull()) {
                tree.remove(name);
            }
        });
        return tree.toString();
    }

    /// What was written.
    ///
    /// @throws IllegalArgumentException if another build wrote what this one does not know
    public static Happening read(String kind, String json) {
        Class<?> type = KINDS.get(kind);
        if (type == null) {
            throw new IllegalArgumentException("a kind of happening that is not known here: " + kind);
        }
        try {
            return (Happening) JsonMapper.shared().readValue(json, type);
        } catch (JacksonException unreadable) {
            throw new IllegalArgumentException("a happening that cannot be read here: " + kind, unreadable);
        }
    }
}
