package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.store.Attention;
import dev.tidings.delivery.store.Departure;
import dev.tidings.delivery.store.Tab;
import dev.tidings.delivery.store.Whereabouts;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/// What each person got lately.
final class Tabs {
    private static final String NOTE = "INSERT INTO received (person_key, times) VALUES (?, ?)"
            + " ON CONFLICT (person_key) DO UPDATE SET times = excluded.times";

    private Tabs() {}

    /// Notes the deliveries that leave, except what has to arrive and what replaces an earlier message.
    static void note(Prepared prepared, List<Departure> departures, List<Integer> leaving, List<Whereabouts> found)
            throws SQLException {
        PreparedStatement note = prepared.statement(NOTE);
        boolean any = false;
        for (int index : leaving) {
            Tab tab = departures.get(index).tab();
            Attention attention = found.get(index).attention();
            boolean edits = found.get(index).replaces() != null;
            if (tab != null && !edits && !attention.mandatory()) {
                note.setLong(1, tab.person());
                note.setBytes(2, attention.received().with(tab.at(), tab.kept()).bytes());
                note.addBatch();
                any = true;
            }
        }
        if (any) {
            Prepared.run(note);
        }
    }
}
