package dev.tidings.delivery.store.sql;

import static java.util.stream.Collectors.joining;

import dev.tidings.delivery.store.Departure;
import dev.tidings.delivery.store.Whereabouts;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks many recipients up with one statement for persons and one for places, so that a server on the network is
/// asked twice and not hundreds of times.
final class AllAtOnce implements LookUp {
    private static final String PEOPLE = each(LookUp.people("(SELECT 1) AS one"));
    private static final String PLACES = each(LookUp.places("(SELECT 1) AS one"));

    @Override
    public List<Whereabouts> all(Prepared prepared, List<Departure> departures) throws SQLException {
        List<Wanted> wanted = departures.stream().map(Wanted::of).toList();
        @Nullable Whereabouts[] found = new Whereabouts[departures.size()];
        List<Integer> people = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int index = 0; index < wanted.size(); index++) {
            (wanted.get(index).place() == null ? people : places).add(index);
        }
        some(prepared.statement(PEOPLE), departures, wanted, people, found);
        some(prepared.statement(PLACES), departures, wanted, places, found);
        return List.of(found);
    }

    private static void some(
            PreparedStatement query,
            List<Departure> departures,
            List<Wanted> wanted,
            List<Integer> indexes,
            @Nullable Whereabouts[] found)
            throws SQLException {
        if (indexes.isEmpty()) {
            return;
        }
        for (int column = 0; column < Wanted.COLUMNS.size(); column++) {
            int position = column;
            Object[] values = indexes.stream()
                    .map(index -> wanted.get(index).values().get(position))
                    .toArray();
            query.setArray(column + 1, query.getConnection().createArrayOf("text", values));
        }
        try (ResultSet row = query.executeQuery()) {
            for (int index : indexes) {
                row.next();
                found[index] = LookUp.whereabouts(departures.get(index).lane(), row);
            }
        }
    }

    private static String each(String body) {
        String arrays = Wanted.COLUMNS.stream().map(name -> "?::text[]").collect(joining(", "));
        return "SELECT x.* FROM unnest(" + arrays + ") WITH ORDINALITY AS w(" + String.join(", ", Wanted.COLUMNS)
                + ", n) LEFT JOIN LATERAL (" + body + ") x ON true ORDER BY w.n";
    }
}
