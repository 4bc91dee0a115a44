package dev.tidings.delivery.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How SQLite goes about the queries that must not become slower as tables grow.
class QueryPlanTest {
    @TempDir
    Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(new DatabaseUrl.Sqlite(folder.resolve("tidings.db")), Duration.ofSeconds(5));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void audiences_are_read_along_an_index_without_sorting_or_looking_at_anybody_else() {
        assertThat(plan(AudienceSql.everyone(database.connections())))
                .anyMatch(step -> step.contains("SEARCH c USING INDEX conversations_with_people"))
                .anyMatch(step -> step.contains("SEARCH i USING COVERING INDEX installations_gone"))
                .anyMatch(step -> step.contains("SEARCH p USING INDEX people_parked"))
                .noneMatch(QueryPlanTest::slow);
        assertThat(plan(AudienceSql.MEMBERS))
                .anyMatch(step -> step.contains("SEARCH m USING COVERING INDEX memberships_present"))
                .noneMatch(QueryPlanTest::slow);
        assertThat(plan(AudienceSql.SUBSCRIBERS))
                .anyMatch(step -> step.contains("SEARCH s USING COVERING INDEX subscriptions_by_state"))
                .noneMatch(QueryPlanTest::slow);
    }

    @Test
    void what_a_person_has_said_about_topics_is_found_without_looking_at_anybody_else() {
        String hint = database.connections().through("subscriptions_of_person");
        assertThat(plan(Subscriptions.ofPerson(hint).replace("<ids>", "'1', '2'")))
                .anyMatch(step -> step.contains("subscriptions_of_person (bot=? AND tenant=? AND person=?)"))
                .noneMatch(QueryPlanTest::scans);
    }

    @Test
    void what_people_did_with_messages_is_found_and_forgotten_by_indexes() {
        for (String sql : List.of(SqlResponseStore.RESPONSES, SqlResponseStore.READINGS, SqlResponseStore.OLD)) {
            assertThat(plan(sql.replace("<ids>", "'1', '2'"))).noneMatch(QueryPlanTest::scans);
        }
    }

    @Test
    void a_recipient_is_looked_up_by_indexes_alone() {
        LookUpSql sql = new LookUpSql("rowid", database.connections().through(LookUpSql.GONE));
        String rows = new SqliteAsking().rows(1);

        assertThat(plan(sql.people(rows))).noneMatch(QueryPlanTest::scans);
        assertThat(plan(sql.places(rows))).noneMatch(QueryPlanTest::scans);
    }

    @Test
    void plans_and_what_is_old_are_found_without_looking_at_the_rest() {
        assertThat(plan(NotificationRows.PLANS + " WHERE e.complete = 0"
                        + " ORDER BY e.created_at, e.notification_id, e.number LIMIT 1"))
                .anyMatch(step -> step.contains("errands_in_planning"))
                .noneMatch(step -> step.contains("TEMP B-TREE"));
        assertThat(plan(Purge.CANDIDATES)).noneMatch(QueryPlanTest::slow);
        assertThat(plan(Facts.SCAN)).noneMatch(QueryPlanTest::slow);
    }

    private static boolean slow(String step) {
        return scans(step) || step.contains("TEMP B-TREE");
    }

    /// A scan of the rows that are given with the statement is none.
    private static boolean scans(String step) {
        return step.startsWith("SCAN") && !step.matches("SCAN (w|CONSTANT ROW|.*VALUES.*|.*subquery.*)");
    }

    /// With a value in place of each parameter.
    private List<String> plan(String sql) {
        String valued = sql.replaceAll(":[a-z]+|\\?", "'1'");
        return database.read(handle -> handle.createQuery("EXPLAIN QUERY PLAN " + valued)
                .map((row, context) -> row.getString("detail"))
                .list());
    }
}
