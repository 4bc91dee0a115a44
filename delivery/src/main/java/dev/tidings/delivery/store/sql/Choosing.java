package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Choices;
import dev.tidings.delivery.notification.Choices.Choice;
import dev.tidings.delivery.notification.Wish;
import dev.tidings.delivery.store.sql.Subscriptions.Said;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What a person can choose: every topic that they have said something about, and as many others as
/// there is room for.
record Choosing(Handle handle, Tenancy tenancy) {

    Choices choices(Subscriptions person, int limit) {
        Map<String, Said> latest = person.latest();
        Said all = latest.remove(Subscriptions.EVERY_TOPIC);
        Map<String, Boolean> mandatory = mandatory(latest.keySet(), limit);
        List<Choice> choices = new ArrayList<>();
        mandatory.forEach((topic, must) -> choices.add(new Choice(topic, must, wish(latest.get(topic), all))));
        choices.sort(Comparator.comparing(choice -> !choice.mandatory() && !latest.containsKey(choice.topic())));
        List<Choice> shown = choices.subList(0, Math.min(limit, choices.size()));
        return new Choices(shown, all != null, choices.size() > limit);
    }

    private static @Nullable Wish wish(@Nullable Said said, @Nullable Said all) {
        if (all != null && (said == null || !said.at().isAfter(all.at()))) {
            return Wish.NOTHING;
        }
        return said == null ? null : said.wish();
    }

    /// Whether topics are mandatory, in the order of names: these, and so many others with one more if
    /// there is one.
    private Map<String, Boolean> mandatory(Set<String> names, int others) {
        Map<String, Boolean> found = new TreeMap<>();
        List<String> asked = new ArrayList<>(new TreeSet<>(names));
        handle.createQuery("SELECT name, mandatory FROM topics WHERE bot = :bot AND tenant = :tenant"
                        + " ORDER BY mandatory DESC, name LIMIT :limit")
                .bind("bot", tenancy.bot())
                .bind("tenant", tenancy.tenant())
                .bind("limit", others + 1)
                .map((row, context) -> Map.entry(row.getString(1), row.getInt(2) != 0))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        asked.removeAll(found.keySet());
        if (!asked.isEmpty()) {
            handle.createQuery("SELECT name, mandatory FROM topics WHERE bot = :bot AND tenant = :tenant"
                            + " AND name IN (<names>)")
                    .bind("bot", tenancy.bot())
                    .bind("tenant", tenancy.tenant())
                    .bindList("names", asked)
                    .map((row, context) -> Map.entry(row.getString(1), row.getInt(2) != 0))
                    .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        }
        return found;
    }
}
