package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.directory.Knowledge.Dated;
import dev.tidings.delivery.directory.Knowledge.Thing;
import dev.tidings.delivery.directory.Property;
import dev.tidings.delivery.directory.Subject;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /// Writes everything, and returns how many things that were.
    static int write(Prepared prepared, Knowledge knowledge) throws SQLException {
        List<Map.Entry<Thing, Map<Property, Dated>>> sorted =
                new ArrayList<>(knowledge.things().entrySet());
        sorted.sort(Map.Entry.comparingByKey(ORDER));
        Map<Subject, PreparedStatement> batches = new EnumMap<>(Subject.class);
        for (Map.Entry<Thing, Map<Property, Dated>> entry : sorted) {
            Subject subject = entry.getKey().subject();
            PreparedStatement batch = batches.get(subject);
            if (batch == null) {
                batch = prepared.statement(Objects.requireNonNull(UPSERTS.get(subject)));
                batches.put(subject, batch);
            }
            add(batch, entry.getKey(), entry.getValue());
        }
        for (PreparedStatement batch : batches.values()) {
            Prepared.run(batch);
        }
        return sorted.size();
    }

    private static void add(PreparedStatement batch, Thing thing, Map<Property, Dated> values) throws SQLException {
        int position = 1;
        batch.setString(position++, CleanText.clean(thing.tenancy().bot()));
        batch.setString(position++, CleanText.clean(thing.tenancy().tenant()));
        if (thing.subject() != Subject.TENANCY) {
            batch.setString(position++, CleanText.clean(thing.id()));
        }
        if (thing.subject() == Subject.MEMBERSHIP || thing.subject() == Subject.RESPONSE) {
            batch.setString(position++, CleanText.clean(thing.member()));
        }
        for (Property property : thing.subject().properties()) {
            Dated dated = values.get(property);
            batch.setString(position++, dated == null ? null : CleanText.clean(dated.value()));
            batch.setLong(position++, dated == null ? 0L : dated.at().toEpochMilli());
        }
        batch.addBatch();
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
            case MEMBERSHIP, RESPONSE -> List.of("bot", "tenant", "id", "member");
            case SOMEBODY, CONVERSATION, TEAM, INSTALLATION, READING -> List.of("bot", "tenant", "id");
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
            case RESPONSE -> "responses";
            case READING -> "readings";
        };
    }

    private static String column(Property property) {
        return property.name().toLowerCase(Locale.ROOT);
    }
}
