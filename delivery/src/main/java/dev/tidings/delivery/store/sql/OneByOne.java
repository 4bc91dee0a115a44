package dev.tidings.delivery.store.sql;

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
    private static final String PEOPLE = numbered(LookUp.people("(SELECT 1) w"));
    private static final String PLACES = numbered(LookUp.places("(SELECT 1) w"));

    /// With numbered parameters for what is wanted: SQLite does not find a column of a subquery in every place.
    private static String numbered(String sql) {
        String numbered = sql;
        for (int position = 0; position < Wanted.COLUMNS.size(); position++) {
            numbered = numbered.replaceAll("\\bw\\." + Wanted.COLUMNS.get(position) + "\\b", "?" + (position + 1));
        }
        return numbered;
    }

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
