package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.directory.Knowledge.Dated;
import dev.tidings.delivery.directory.Knowledge.Thing;
import dev.tidings.delivery.directory.Property;
import dev.tidings.delivery.directory.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Merges what has been learnt into the tables of the directory, property by property, by the rule of
/// [Knowledge].
final class KnowledgeWriter {
    // One order for everybody, so that two writers could never wait for each other's rows.
    private static final Comparator<Thing> ORDER = Comparator.comparing(Thing::subject)
            .thenComparing(thing -> thing.tenancy().bot())
            .thenComparing(thing -> thing.tenancy().tenant())
            .thenComparing(Thing::id)
            .thenComparing(Thing::member);

    private static final Map<Subject, String> UPSERTS = new EnumMap<>(Subject.class);

    static {
        for (Subject subject : Subject.values()) {
            UPSERTS.put(subject, upsert(subject));
        }
    }

    private KnowledgeWriter() {}

    static void write(Handle handle, Knowledge knowledge) {
        Map<Subject, PreparedBatch> batches = new EnumMap<>(Subject.class);
        knowledge.things().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ORDER))
                .forEach(entry -> {
                    Subject subject = entry.getKey().subject();
                    add(batches.computeIfAbsent(subject, each -> handle.prepareBatch(UPSERTS.get(each))), entry);
                });
        batches.values().forEach(PreparedBatch::execute);
    }

    private static void add(PreparedBatch batch, Map.Entry<Thing, Map<Property, Dated>> entry) {
        Thing thing = entry.getKey();
        List<@Nullable Object> values = new ArrayList<>(keys(thing));
        for (Property property : thing.subject().properties()) {
            Dated dated = entry.getValue().get(property);
            values.add(dated == null ? null : dated.value());
            values.add(dated == null ? 0L : dated.at().toEpochMilli());
        }
        for (int position = 0; position < values.size(); position++) {
            batch.bind(position, values.get(position));
        }
        batch.add();
    }

    private static List<String> keys(Thing thing) {
        String bot = thing.tenancy().bot();
        String tenant = thing.tenancy().tenant();
        return switch (thing.subject()) {
            case TENANCY -> List.of(bot, tenant);
            case MEMBERSHIP -> List.of(bot, tenant, thing.id(), thing.member());
            case SOMEBODY, CONVERSATION, TEAM, INSTALLATION -> List.of(bot, tenant, thing.id());
        };
    }

    private static String upsert(Subject subject) {
        List<String> keys = keyColumns(subject);
        List<String> properties =
                subject.properties().stream().map(KnowledgeWriter::column).toList();
        List<String> columns = Stream.concat(
                        keys.stream(), properties.stream().flatMap(name -> Stream.of(name, name + "_at")))
                .toList();
        String table = table(subject);
        return "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ("
                + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ") ON CONFLICT ("
                + String.join(", ", keys) + ") DO UPDATE SET "
                + properties.stream().map(name -> latest(table, name)).collect(Collectors.joining(", "));
    }

    /// The later value wins; a property not learnt has the time 0 and never wins.
    private static String latest(String table, String name) {
        String time = name + "_at";
        String wins = "excluded." + time + " > " + table + "." + time + " OR (excluded." + time + " = " + table + "."
                + time + " AND excluded." + name + " > " + table + "." + name + ")";
        return choose(table, name, wins) + ", " + choose(table, time, wins);
    }

    private static String choose(String table, String column, String wins) {
        return column + " = CASE WHEN " + wins + " THEN excluded." + column + " ELSE " + table + "." + column + " END";
    }

    private static List<String> keyColumns(Subject subject) {
        return switch (subject) {
            case TENANCY -> List.of("bot", "tenant");
            case MEMBERSHIP -> List.of("bot", "tenant", "id", "member");
            case SOMEBODY, CONVERSATION, TEAM, INSTALLATION -> List.of("bot", "tenant", "id");
        };
    }

    private static String table(Subject subject) {
        return switch (subject) {
            case SOMEBODY -> "people";
            case CONVERSATION -> "conversations";
            case TEAM -> "teams";
            case INSTALLATION -> "installations";
            case MEMBERSHIP -> "memberships";
            case TENANCY -> "tenancies";
        };
    }

    private static String column(Property property) {
        return property.name().toLowerCase(Locale.ROOT);
    }
}
