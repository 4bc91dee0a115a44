package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Keys;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// The steps of deliveries that are not done, folded to where each stands.
final class Folded {
    private Folded() {}

    /// By what the keys of a delivery's steps begin with.
    static Map<String, Line> steps(Handle handle, String prefix) {
        Map<String, Line> lines = new HashMap<>();
        Facts.scan(
                (from, to, limit) -> Facts.part(handle, from, to, limit), prefix, prefix + Keys.END, (key, value) -> {
                    String item = key.substring(0, key.lastIndexOf('/') + 1);
                    lines.put(item, lines.getOrDefault(item, Line.NOTHING_YET).then(FactJson.step(value)));
                    return true;
                });
        return lines;
    }
}
