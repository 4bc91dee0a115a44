package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.StoredConversation;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.Departure;
import dev.tidings.delivery.store.Whereabouts;
import dev.tidings.teams.activity.ConversationReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks recipients up: who they are, where the bot can speak to them, and whether they opted out.
interface LookUp {

    /// Where each recipient is, in the order of the departures.
    List<Whereabouts> all(Prepared prepared, List<Departure> departures) throws SQLException;

    /// What a row is found by.
    ///
    /// @param place the id of a conversation, or null for the 1:1 chat of a person
    /// @param pairwise the bot's own id of the person, or null if the person is named otherwise
    /// @param person the id of the person as it is kept, or null if there is none
    /// @param given the id that the caller gave, as it is kept
    record Wanted(
            String bot,
            String tenant,
            @Nullable String place,
            @Nullable String pairwise,
            @Nullable String person,
            String given,
            @Nullable String topic) {
        static final List<String> COLUMNS = List.of("bot", "tenant", "place", "pairwise", "person", "given", "topic");

        static Wanted of(Departure departure) {
            var target = departure.recipient().target();
            boolean user = target instanceof dev.tidings.delivery.notification.Target.User;
            String known = departure.recipient().person();
            String person = known == null && user ? target.id() : known;
            return new Wanted(
                    CleanText.clean(departure.lane().bot()),
                    CleanText.clean(departure.lane().tenant()),
                    user ? null : CleanText.clean(SpeakingPlaces.withoutThread(target.id())),
                    person == null ? null : PersonIds.pairwise(person),
                    person == null ? null : PersonIds.kept(person),
                    PersonIds.kept(target.id()),
                    departure.topic() == null ? null : CleanText.clean(departure.topic()));
        }

        /// In the order of the columns.
        List<@Nullable String> values() {
            return java.util.Arrays.asList(bot, tenant, place, pairwise, person, given, topic);
        }
    }

    /// The look-up of persons with their 1:1 chats.
    ///
    /// @param source where the row `w` comes from
    static String people(String source) {
        return SELECT + source + PERSON.formatted(PersonIds.known("w")) + CONVERSATION
                + " AND c.person = COALESCE(p.id, w.person) AND c.type = 'personal'" + TENANCY
                + " ORDER BY c.reference_at DESC, c.id LIMIT 1";
    }

    /// The look-up of conversations with the persons whose chats they are.
    ///
    /// @param source where the row `w` comes from
    static String places(String source) {
        return SELECT + source + CONVERSATION + " AND c.id = w.place"
                + PERSON.formatted("COALESCE(c.person, " + PersonIds.known("w") + ")") + TENANCY;
    }

    /// Everything that is found, and no order of several.
    String SELECT = """
            SELECT p.bot, p.tenant, p.id, p.object_id, p.user_principal_name, p.name, p.locale, p.time_zone,
                p.parked, p.parked_at, p.parked_until, p.heard_at,
                c.reference, c.reference_at, c.person, c.team,
                CASE WHEN y.moved_to_at > c.reference_at THEN y.moved_to END AS moved_to,
                CASE WHEN w.topic IS NULL THEN 0
                    WHEN (SELECT s.state FROM subscriptions s WHERE s.bot = w.bot AND s.tenant = w.tenant
                        AND s.topic = w.topic
                        AND s.person IN (p.id, p.object_id, p.user_principal_name, w.person, w.given)
                        ORDER BY s.changed_at DESC, s.state LIMIT 1) = 'opted-out'
                    AND NOT EXISTS (SELECT 1 FROM topics t WHERE t.bot = w.bot AND t.tenant = w.tenant
                        AND t.name = w.topic AND t.mandatory = 1) THEN 1
                    ELSE 0 END AS opted_out
            FROM\s""";
    String PERSON = " LEFT JOIN people p ON p.bot = w.bot AND p.tenant = w.tenant AND p.id = %s";
    String CONVERSATION = """
             LEFT JOIN conversations c ON c.bot = w.bot AND c.tenant = w.tenant
                AND c.reference IS NOT NULL AND COALESCE(c.existence, '') <> 'removed'
                AND NOT EXISTS (SELECT 1 FROM installations i WHERE i.bot = c.bot AND i.tenant = c.tenant
                    AND i.id = COALESCE(c.team, c.id) AND i.existence = 'removed')
                AND NOT EXISTS (SELECT 1 FROM teams g WHERE g.bot = c.bot AND g.tenant = c.tenant
                    AND g.id = c.team AND g.existence = 'removed')""";
    String TENANCY = " LEFT JOIN tenancies y ON y.bot = w.bot AND y.tenant = w.tenant";

    static Whereabouts whereabouts(Tenancy lane, ResultSet row) throws SQLException {
        Person person = row.getString(3) == null ? null : DirectoryRows.person(row);
        return new Whereabouts(person, conversation(lane, row), row.getInt(18) != 0);
    }

    private static @Nullable StoredConversation conversation(Tenancy lane, ResultSet row) throws SQLException {
        String json = row.getString(13);
        if (json == null) {
            return null;
        }
        ConversationReference reference = ConversationReference.read(json);
        String movedTo = row.getString(17);
        return new StoredConversation(
                lane,
                movedTo == null ? reference : reference.withServiceUrl(movedTo),
                row.getString(15),
                row.getString(16),
                Instant.ofEpochMilli(row.getLong(14)));
    }
}
