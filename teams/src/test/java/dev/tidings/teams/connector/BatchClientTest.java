package dev.tidings.teams.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.teams.activity.Message;
import dev.tidings.teams.auth.ServiceUrlPolicy;
import dev.tidings.teams.auth.TokenSource;
import dev.tidings.teams.connector.ConnectorException.Kind;
import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.JdkTransport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BatchClientTest {
    private final FakeTeams teams =
            FakeTeams.builder().shape(shape -> shape.withPeople(300)).start();
    private final JdkTransport transport = new JdkTransport();
    private final BatchClient batch = new ConnectorClient(
                    transport,
                    TokenSource.none(),
                    ServiceUrlPolicy.loopbackOnly(),
                    Duration.ofSeconds(10),
                    InstantSource.system())
            .batch();
    private final String url = teams.serviceUrl().toString();
    private final String tenant = teams.scenery().tenant(0);
    private final Person ann = teams.scenery().person(0);

    @BeforeAll
    void install() {
        teams.people().install(ann);
        teams.people().installIn(ann, teams.scenery().teams().getFirst().id());
    }

    @AfterAll
    void close() {
        transport.close();
        teams.close();
    }

    @Test
    void people_are_reached_and_the_others_are_named() {
        String stranger = teams.scenery().person(5).objectId();
        String operation = batch.toUsers(url, tenant, List.of(ann.objectId(), stranger), Message.text("to many"));
        BatchState state = ended(operation);
        assertThat(state.total()).isEqualTo(2);
        assertThat(state.countByStatus()).isEqualTo(Map.of(201, 1, 403, 1));
        assertThat(batch.failures(url, operation, null).entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.id()).isEqualTo(stranger));
        assertThat(teams.scenery().messages(teams.scenery().personalChat(ann)))
                .anySatisfy(message -> assertThat(message.text()).isEqualTo("to many"));
    }

    @Test
    void those_not_reached_are_read_part_by_part_and_each_once() {
        List<String> strangers = IntStream.range(20, 270)
                .mapToObj(index -> teams.scenery().person(index).objectId())
                .toList();
        String operation = batch.toUsers(url, tenant, strangers, Message.text("to many"));
        assertThat(ended(operation).countByStatus()).isEqualTo(Map.of(403, 250));
        List<String> named = new ArrayList<>();
        @Nullable String next = null;
        int parts = 0;
        do {
            BatchFailures part = batch.failures(url, operation, next);
            part.entries().forEach(entry -> named.add(entry.id()));
            next = part.continuationToken();
            parts++;
        } while (next != null);
        assertThat(parts).isEqualTo(3);
        assertThat(named).containsExactlyElementsOf(strangers);
    }

    @Test
    void a_batch_message_over_the_limit_is_refused_unsent() {
        ConnectorException tooBig = catchThrowableOfType(
                ConnectorException.class,
                () -> batch.toTenant(url, tenant, Message.text("x".repeat(Message.MAX_SIZE))));
        assertThat(tooBig.kind()).isEqualTo(Kind.TOO_BIG);
        assertThat(tooBig.status()).isZero();
    }

    @Test
    void channels_teams_and_tenants_are_reached() {
        String channel = teams.scenery().teams().getFirst().channels().get(1).id();
        assertThat(ended(batch.toChannels(url, tenant, List.of(channel), Message.text("x")))
                        .countByStatus())
                .containsEntry(201, 1);
        String team = teams.scenery().teams().getFirst().id();
        assertThat(ended(batch.toTeam(url, tenant, team, Message.text("x"))).total())
                .isPositive();
        assertThat(ended(batch.toTenant(url, tenant, Message.text("x"))).countByStatus())
                .containsKey(201);
    }

    @Test
    void an_operation_is_cancelled_and_an_unknown_one_is_refused() {
        String operation = batch.toTenant(url, tenant, Message.text("x"));
        batch.cancel(url, operation);
        assertThat(ended(operation).ended()).isTrue();
        assertThat(catchThrowableOfType(ConnectorException.class, () -> batch.state(url, "nothing"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void nobody_is_refused_unsent() {
        ConnectorException nobody = catchThrowableOfType(
                ConnectorException.class, () -> batch.toUsers(url, tenant, List.of(), Message.text("x")));
        assertThat(nobody.kind()).isEqualTo(Kind.BAD_REQUEST);
        assertThat(nobody.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"operationId\":\"a-1\"}", "{\"OperationId\":\"a-1\"}", "\"a-1\"", "a-1", "{\"id\":\"a-1\"}"})
    void an_operation_id_is_read_in_each_form(String body) {
        assertThat(BatchAnswers.operationId(ok(body))).isEqualTo("a-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "<html>", "[]"})
    void an_answer_without_an_operation_id_says_so(String body) {
        assertThat(catchThrowableOfType(ConnectorException.class, () -> BatchAnswers.operationId(ok(body)))
                        .kind())
                .isEqualTo(Kind.BAD_ANSWER);
    }

    @Test
    void both_spellings_are_read() {
        String camel = """
                {"state":"Ongoing","statusMap":{"201":12,"403":1,"x":5},"retryAfter":"2026-11-22T10:00:00Z",
                 "totalEntriesCount":13}""";
        String pascal = """
                {"State":"ongoing","StatusMap":{"201":12,"403":1},"RetryAfter":"2026-11-22T11:00:00+01:00",
                 "TotalEntriesCount":13}""";
        for (String body : List.of(camel, pascal)) {
            BatchState state = BatchAnswers.state(ok(body));
            assertThat(state.countByStatus()).isEqualTo(Map.of(201, 12, 403, 1));
            assertThat(state.retryAfter()).isEqualTo(Instant.parse("2026-11-22T10:00:00Z"));
            assertThat(state.total()).isEqualTo(13);
            assertThat(state.ended()).isFalse();
        }
        assertThat(BatchAnswers.state(ok("{\"State\":\"COMPLETED\"}")).ended()).isTrue();
        assertThat(BatchAnswers.failures(
                                ok(
                                        "{\"ContinuationToken\":\"c\",\"FailedEntryResponses\":[{\"EntryId\":\"1\",\"Error\":\"e\"}]}"))
                        .entries())
                .isEqualTo(BatchAnswers.failures(ok("{\"failedEntryResponses\":[{\"id\":\"1\",\"error\":\"e\"}]}"))
                        .entries());
    }

    private static HttpAnswer ok(String body) {
        return new HttpAnswer(200, Map.of(), body);
    }

    /// Asks as often as the service permits until the operation has ended.
    private BatchState ended(String operation) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < deadline) {
            try {
                BatchState state = batch.state(url, operation);
                if (state.ended()) {
                    return state;
                }
            } catch (ConnectorException early) {
                assertThat(early.kind()).isEqualTo(Kind.THROTTLED);
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        throw new AssertionError("the operation did not end");
    }
}
