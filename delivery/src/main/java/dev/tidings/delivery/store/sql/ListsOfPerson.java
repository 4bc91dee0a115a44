package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The parts of long lists, still to be planned, in which a person stands. Nothing leads from a person to
/// them, so all such parts are read.
record ListsOfPerson(Handle handle, Tenancy tenancy, Set<String> ids) {

    /// Where the person stands.
    List<Map<String, @Nullable Object>> held() {
        List<Map<String, @Nullable Object>> held = new ArrayList<>();
        scan((key, segment) -> segment.recipients().stream()
                .filter(this::meant)
                .map(recipient -> row(segment, recipient))
                .forEach(held::add));
        return held;
    }

    private static Map<String, @Nullable Object> row(Segment segment, Recipient recipient) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("notification", segment.id().campaign().notification().value());
        row.put("named", recipient.target().id());
        row.put("data", recipient.data());
        return row;
    }

    /// The parts in which the person stands; read before anything is written, since there may be thousands.
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        scan((key, segment) -> {
            if (segment.recipients().stream().anyMatch(this::meant)) {
                keys.add(key);
            }
        });
        return keys;
    }

    private interface Look {
        void at(String key, Segment segment);
    }

    private void scan(Look look) {
        Facts.scan(
                (from, to, limit) -> Facts.part(handle, from, to, limit),
                Keys.listed(),
                Keys.listed() + Keys.END,
                (key, value) -> {
                    Segment segment = FactJson.segment(value);
                    if (segment.lane().equals(tenancy)) {
                        look.at(key, segment);
                    }
                    return true;
                });
    }

    private boolean meant(Recipient recipient) {
        String person = recipient.person();
        return (person != null && ids.contains(person))
                || ids.contains(PersonIds.kept(recipient.target().id()));
    }

    /// Takes the person out of those parts that are still to be planned, so that nothing will be sent to
    /// them.
    ///
    /// @return how often the person stood in them
    int erase(List<String> keys) {
        int erased = 0;
        for (String key : keys) {
            byte[] part = Facts.get(handle, key);
            if (part != null) {
                erased += erase(key, FactJson.segment(part));
            }
        }
        return erased;
    }

    private int erase(String key, Segment segment) {
        List<Recipient> others = segment.recipients().stream()
                .filter(recipient -> !meant(recipient))
                .toList();
        if (others.isEmpty()) {
            handle.execute("DELETE FROM facts WHERE k = ?", key);
        } else {
            handle.execute("UPDATE facts SET v = ? WHERE k = ?", FactJson.write(segment.with(others)), key);
        }
        // Who has read this part for planning, and has not written it yet, reads it again.
        handle.execute(
                "UPDATE errands SET plan_cursor = plan_cursor || '!' WHERE notification_id = ? AND number = ? AND complete = 0",
                segment.id().campaign().notification().value(),
                segment.id().campaign().order());
        return segment.recipients().size() - others.size();
    }
}
