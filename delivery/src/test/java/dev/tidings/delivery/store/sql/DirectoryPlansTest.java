package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.store.PageRequest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// No question to the directory reads more than its answer needs, however many people and places there
/// are: each is answered by an index, down to the column that matters, and pages come in its order.
@ParameterizedClass
@EnumSource
class DirectoryPlansTest {
    private static final Tenancy HERE = new Tenancy("default", "tenant");
    private static final PageRequest FIRST = PageRequest.first(50);
    private static final int ROWS = 3000;

    @Parameter
    @SuppressWarnings("NullAway.Init") // set before all tests
    private TestDatabase kind;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before all tests
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Database database;

    /// A question, the condition by which the index must find the rows, and whether they must come in
    /// order.
    private record Question(String name, Consumer<DirectoryStore> ask, String condition, boolean paged) {}

    private static Stream<Question> questions() {
        return Stream.of(
                one("person", store -> store.person(HERE, "x"), "id="),
                one("by object id", store -> store.personByObjectId(HERE, "x"), "object_id="),
                one("by principal name", store -> store.personByUserPrincipalName(HERE, "x"), "user_principal_name="),
                one("by conversation", store -> store.personByConversation(HERE, "x"), "id="),
                page("without zone", store -> store.withoutTimeZone(HERE, Instant.EPOCH, 50), "mailbox_zone_at<"),
                page("people", store -> store.people(HERE, FIRST), "id>"),
                one("team", store -> store.team(HERE, "x"), "id="),
                page("teams", store -> store.teams(HERE, FIRST), "id>"),
                one("channel", store -> store.channel(HERE, "x"), "id="),
                page("channels", store -> store.channels(HERE, "x", FIRST), "team="),
                one("chat", store -> store.chat(HERE, "x"), "id="),
                page("chats", store -> store.chats(HERE, FIRST), "conversations_chats"),
                page("members", store -> store.members(HERE, "x", FIRST), "member>"),
                one("roster", store -> store.roster(HERE, "x"), "id="),
                one("rosters read", store -> store.rostersReadSince(HERE, List.of("x"), Instant.EPOCH), "id="),
                one("installation", store -> store.installation(HERE, "x"), "id="),
                one("personal installation", store -> store.personalInstallation(HERE, "x"), "person="),
                one("conversation", store -> store.conversation(HERE, "x"), "id="),
                one("personal conversation", store -> store.personalConversation(HERE, "x"), "person="),
                page("all conversations", store -> store.everyStoredConversation("default", FIRST), "bot="),
                one("tenancy of", store -> store.tenancyOf("default", "x"), "id="),
                one("tenancies", store -> store.tenancies("default"), "bot="),
                one("service url", store -> store.serviceUrl(HERE), "tenant="));
    }

    private static Question one(String name, Consumer<DirectoryStore> ask, String condition) {
        return new Question(name, ask, condition, false);
    }

    private static Question page(String name, Consumer<DirectoryStore> ask, String condition) {
        return new Question(name, ask, condition, true);
    }

    @BeforeEach
    void open() {
        database = Database.open(kind.fresh(folder), Duration.ofSeconds(5));
    }

    private void fill() {
        database.<@Nullable Void>write(handle -> {
            fill(
                    handle,
                    "people",
                    "name_at, object_id, object_id_at, user_principal_name, user_principal_name_at, locale_at,"
                            + " time_zone_at, heard_at, parked_at, parked_until_at",
                    "0, 'o' || i, 0, 'u' || i, 0, 0, 0, 0, 0, 0");
            fill(
                    handle,
                    "conversations",
                    "type, type_at, person, person_at, team, team_at, name_at, reference, reference_at,"
                            + " existence_at",
                    "CASE WHEN i % 3 = 0 THEN 'groupChat' WHEN i % 3 = 1 THEN 'channel' ELSE 'personal' END, 0, 'p' || i, 0,"
                            + " 't' || (i % 100), 0, 0, '{}', 0, 0");
            fill(handle, "teams", "name_at, group_id_at, activity_at, existence_at", "0, 0, 0, 0");
            fill(handle, "installations", "existence_at", "0");
            fill(handle, "rosters", "seen, tries, due_at", "0, 0, 0");
            fill(handle, "memberships", "member, existence, existence_at", "'p' || i, 'present', 0");
            handle.execute("INSERT INTO tenancies (bot, tenant, url_at, moved_to_at)" + numbers()
                    + " SELECT 'default', 'other' || i, 0, 0 FROM numbers");
            return null;
        });
        if (kind == TestDatabase.POSTGRES) {
            database.<@Nullable Void>write(handle -> {
                handle.execute("ANALYZE");
                return null;
            });
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void each_question_is_answered_by_an_index() {
        Map<Question, List<String>> asked = new LinkedHashMap<>();
        questions().forEach(question -> asked.put(question, statements(question.ask())));
        fill();
        SoftAssertions.assertSoftly(softly -> asked.forEach((question, statements) -> {
            softly.assertThat(statements).as(question.name()).isNotEmpty();
            statements.forEach(statement -> check(softly, question, plan(statement)));
        }));
    }

    private static void check(SoftAssertions softly, Question question, List<String> plan) {
        String text = question.name() + ": " + String.join("\n", plan);
        softly.assertThat(plan).as(text).noneMatch(DirectoryPlansTest::readsEverything);
        softly.assertThat(plan).as(text).anyMatch(step -> finds(step, question.condition()));
        if (question.paged()) {
            softly.assertThat(plan).as(text).noneMatch(DirectoryPlansTest::sorts);
        }
    }

    private static boolean readsEverything(String step) {
        return step.startsWith("SCAN ") || step.contains("Seq Scan");
    }

    private static boolean finds(String step, String condition) {
        boolean index = step.startsWith("SEARCH ") || step.contains("Index Cond:") || step.contains("Index Scan");
        return index && step.replace("\"", "").replaceAll(" ?([=<>]+) ?", "$1").matches(".*\\b" + condition + ".*");
    }

    private static boolean sorts(String step) {
        return step.contains("TEMP B-TREE") || step.contains("Sort Key") || step.contains("Sort  (");
    }

    /// What the store asks the database.
    private List<String> statements(Consumer<DirectoryStore> ask) {
        List<String> seen = new ArrayList<>();
        Jdbi jdbi = database.read(handle -> handle.getJdbi());
        jdbi.setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                seen.add(context.getParsedSql().getSql());
            }
        });
        ask.accept(new SqlDirectoryStore(database));
        jdbi.setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        return seen;
    }

    private List<String> plan(String sql) {
        return database.read(handle -> kind == TestDatabase.SQLITE
                ? sqlitePlan(handle.getConnection(), sql)
                : postgresPlan(handle.getConnection(), sql));
    }

    private static List<String> sqlitePlan(Connection connection, String sql) {
        try (PreparedStatement statement = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql)) {
            for (int position = 1; position <= statement.getParameterMetaData().getParameterCount(); position++) {
                statement.setString(position, "1");
            }
            return column(statement.executeQuery(), "detail");
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /// With few rows reading all of them is often cheapest, which says nothing of many: so it is made dear.
    private static List<String> postgresPlan(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET enable_seqscan = off");
            statement.execute("SET enable_bitmapscan = off");
            String filled = sql.replace("LIMIT ?", "LIMIT 51")
                    .replaceAll("(\\bbot = )\\?", "$1'default'")
                    .replaceAll("(\\btenant = )\\?", "$1'tenant'")
                    .replace("read_at >= ?", "read_at >= 0")
                    .replace("mailbox_zone_at < ?", "mailbox_zone_at < 5")
                    .replace("?", "'p1'");
            List<String> plan = column(statement.executeQuery("EXPLAIN " + filled), "QUERY PLAN");
            statement.execute("RESET enable_seqscan");
            statement.execute("RESET enable_bitmapscan");
            return plan;
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    private static List<String> column(ResultSet rows, String name) throws SQLException {
        try (rows) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getString(name).strip());
            }
            return lines;
        }
    }

    private static void fill(Handle handle, String table, String columns, String values) {
        handle.execute("INSERT INTO " + table + " (bot, tenant, id, " + columns + ")" + numbers()
                + " SELECT 'default', 'tenant', 'p' || i, " + values + " FROM numbers");
    }

    private static String numbers() {
        return " WITH RECURSIVE numbers(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < " + ROWS + ")";
    }
}
