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

/// Looks recipients up one by one, which costs least where the database is a part of the process.
final class OneByOne implements LookUp {
    private static final String SOURCE =
            "(SELECT " + Wanted.COLUMNS.stream().map(name -> "? AS " + name).collect(joining(", ")) + ") w";
    private static final String PEOPLE = LookUp.people(SOURCE);
    private static final String PLACES = LookUp.places(SOURCE);

    @Override
    public List<Whereabouts> all(Prepared prepared, List<Departure> departures) throws SQLException {
        List<Whereabouts> found = new ArrayList<>(departures.size());
        for (Departure departure : departures) {
            found.add(one(prepared, departure));
        }
        return found;
    }

    private static Whereabouts one(Prepared prepared, Departure departure) throws SQLException {
        Wanted wanted = Wanted.of(departure);
        PreparedStatement query = prepared.statement(wanted.place() == null ? PEOPLE : PLACES);
        List<@Nullable String> values = wanted.values();
        for (int position = 0; position < values.size(); position++) {
            query.setString(position + 1, values.get(position));
        }
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return LookUp.whereabouts(departure.lane(), row);
        }
    }
}
