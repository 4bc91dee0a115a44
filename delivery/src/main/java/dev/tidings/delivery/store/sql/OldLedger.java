package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.fact.Done;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Planned;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.fact.Tally;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.migration.Context;

/// Makes facts of the table of deliveries that earlier versions kept, and drops it.
final class OldLedger extends FactsMigration {
    private static final String ROWS = """
            SELECT d.*, n.topic, n.on_uncertain, n.not_before, n.expires_at, n.created_at AS accepted_at
            FROM deliveries d JOIN notifications n ON n.id = d.notification_id
            ORDER BY d.notification_id, d.id""";

    OldLedger() {
        super("3", "deliveries as facts");
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        try (PreparedStatement put = connection.prepareStatement(Facts.PUT)) {
            move(connection, put);
        }
        try (Statement drop = connection.createStatement()) {
            drop.execute("DROP TABLE deliveries");
        }
    }

    /// Rows are fetched some at a time, as there may be very many.
    private static void move(Connection connection, PreparedStatement put) throws SQLException {
        try (Statement query = connection.createStatement()) {
            query.setFetchSize(1000);
            try (ResultSet row = query.executeQuery(ROWS)) {
                List<OldDelivery> some = new ArrayList<>();
                int number = 0;
                while (row.next()) {
                    OldDelivery next = OldDelivery.of(row);
                    boolean other =
                            !some.isEmpty() && !some.getFirst().notification().equals(next.notification());
                    if (other || some.size() == Segment.MOST) {
                        write(put, number, some);
                        number = other ? 0 : number + 1;
                        some.clear();
                    }
                    some.add(next);
                }
                if (!some.isEmpty()) {
                    write(put, number, some);
                }
            }
        }
    }

    private static void write(PreparedStatement put, int number, List<OldDelivery> deliveries) throws SQLException {
        Segment segment = OldDelivery.segment(number, deliveries);
        FactChanges changes = new FactChanges();
        Planned.add(changes, segment);
        if (deliveries.stream().anyMatch(OldDelivery::open)) {
            steps(changes, segment, deliveries);
        } else {
            close(changes, segment, deliveries);
        }
        Facts.put(put, Facts.added(changes));
    }

    private static void steps(FactChanges changes, Segment segment, List<OldDelivery> deliveries) {
        for (int position = 0; position < deliveries.size(); position++) {
            ItemId item = new ItemId(segment.id(), position);
            List<Step> steps = deliveries.get(position).steps();
            for (int number = 0; number < steps.size(); number++) {
                changes.put(Keys.step(item, number), FactJson.write(steps.get(number)));
            }
        }
    }

    private static void close(FactChanges changes, Segment segment, List<OldDelivery> deliveries) {
        List<Done.End> ends = deliveries.stream().map(OldDelivery::end).toList();
        changes.delete(Keys.work(segment));
        changes.put(Keys.done(segment.id()), FactJson.write(new Done(segment, ends)));
        changes.put(Keys.tally(segment.id()), FactJson.write(tally(ends)));
    }

    private static Tally tally(List<Done.End> ends) {
        Counting counting = new Counting();
        ends.forEach(end -> counting.add(end.step().state(), end.step().reason(), 1));
        return counting.tally();
    }
}
