package dev.tidings.delivery.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.delivery.campaign.Desk;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.intake.NotAcceptedException.Problem;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Topic;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.sql.OnEveryDatabase;
import dev.tidings.delivery.store.sql.TestDatabase;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest extends OnEveryDatabase {
    private static final String OBJECT_ID = "6f1c1d1e-0000-4000-8000-0000000000aa";

    TopicsTest(TestDatabase kind) {
        super(kind);
    }

    @Test
    void naming_a_topic_makes_it_known() {
        Desk desk = new Desk(stores);
        assertThat(desk.topics.find(Desk.SCOPE, "prices")).isEmpty();
        desk.topics.name(Desk.SCOPE, "prices");
        desk.topics.name(Desk.SCOPE, "prices");
        assertThat(desk.topics.find(Desk.SCOPE, "prices")).contains(new Topic("prices", false, 0, 0));
        assertThat(desk.topics.list(Desk.SCOPE, PageRequest.first(10)).items()).hasSize(1);
        desk.topics.mandatory(Desk.SCOPE, "safety", true);
        assertThat(desk.topics.find(Desk.SCOPE, "safety")).contains(new Topic("safety", true, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"29:ann", OBJECT_ID, "Ann@contoso.example"})
    void whichever_id_names_a_person_it_is_one_subscription(String id) {
        Desk desk = new Desk(stores);
        desk.person("29:ann", OBJECT_ID, "ann@contoso.example");
        desk.topics.subscribe(Desk.SCOPE, "prices", "29:ann");
        desk.topics.subscribe(Desk.SCOPE, "prices", id);
        assertThat(desk.topics.find(Desk.SCOPE, "prices")).contains(new Topic("prices", false, 1, 0));
        desk.topics.optOut(Desk.SCOPE, "prices", id);
        desk.topics.optOut(Desk.SCOPE, "prices", id);
        assertThat(desk.topics.find(Desk.SCOPE, "prices")).contains(new Topic("prices", false, 0, 1));
        var told = desk.tell(new Audience.Subscribers("prices"));
        desk.plan();
        assertThat(desk.segments(told, Segment.Errand.SEND)).isEmpty();
    }

    @Test
    void a_topic_is_told_to_its_subscribers_only() {
        Desk desk = new Desk(stores);
        var people = desk.people(3);
        desk.topics.subscribe(Desk.SCOPE, "prices", people.get(1));
        var told = desk.tell(new Audience.Subscribers("prices"));
        desk.plan();
        assertThat(desk.segments(told, Segment.Errand.SEND))
                .singleElement()
                .satisfies(segment -> assertThat(segment.recipients())
                        .singleElement()
                        .satisfies(recipient -> assertThat(recipient.person()).isEqualTo(people.get(1))))
                .satisfies(segment -> assertThat(segment.topic()).isEqualTo("prices"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two\nlines"})
    void what_cannot_name_a_topic_is_refused(String name) {
        assertThat(problem(Desk.SCOPE, name, "29:ann")).isEqualTo(Problem.BAD_TOPIC);
    }

    @Test
    void what_names_nobody_cannot_subscribe() {
        assertThat(problem(Desk.SCOPE, "prices", "ann")).isEqualTo(Problem.BAD_TARGET);
    }

    @Test
    void a_tenant_out_of_reach_has_no_topics() {
        Scope fenced = new Scope("default", Desk.TENANT, new Reach(null, Set.of("two")));
        assertThat(problem(fenced, "prices", "29:ann")).isEqualTo(Problem.UNKNOWN_TARGET);
    }

    private Problem problem(Scope scope, String topic, String user) {
        NotAcceptedException refused = catchThrowableOfType(
                NotAcceptedException.class, () -> new Desk(stores).topics.subscribe(scope, topic, user));
        assertThat(refused).isNotNull();
        return refused.problem();
    }

    private static final String FILE = """
            Name;Object ID;Mail
            "Ann; the first";6f1c1d1e-0000-4000-8000-0000000000aa;
            Bob;;bob@contoso.example
            Ann again;6F1C1D1E-0000-4000-8000-0000000000AA;ann@contoso.example
            """;

    @Test
    void everybody_whom_a_file_names_subscribes_once() {
        Desk desk = new Desk(stores);
        desk.person("29:bob", "6f1c1d1e-0000-4000-8000-0000000000bb", "bob@contoso.example");
        assertThat(desk.topics.subscribeAll(Desk.SCOPE, "canteen", "\uFEFF" + FILE))
                .isEqualTo(2);
        assertThat(desk.topics.subscribeAll(Desk.SCOPE, "canteen", FILE)).isEqualTo(2);
        assertThat(desk.topics.find(Desk.SCOPE, "canteen")).contains(new Topic("canteen", false, 2, 0));
        assertThat(stores.audiences().people(Desk.HERE, new Audience.Subscribers("canteen"), "", 10, Desk.NOW))
                .containsExactlyInAnyOrder("29:bob", OBJECT_ID);
    }

    @Test
    void a_file_takes_back_no_opt_out() {
        Desk desk = new Desk(stores);
        desk.person("29:ann", OBJECT_ID, "ann@contoso.example");
        desk.topics.optOut(Desk.SCOPE, "canteen", "29:ann");
        desk.topics.subscribeAll(Desk.SCOPE, "canteen", FILE);
        assertThat(desk.topics.find(Desk.SCOPE, "canteen")).contains(new Topic("canteen", false, 1, 1));
    }

    @Test
    void a_file_with_a_bad_line_is_refused_as_a_whole_with_the_lines_numbers() {
        Desk desk = new Desk(stores);
        String file = "id,name\r\n" + OBJECT_ID + ",\"two\nlines\"\r\nnobody,x\r\n,y\r\n29:b,c,d\r\n";
        NotAcceptedException refused = catchThrowableOfType(
                NotAcceptedException.class, () -> desk.topics.subscribeAll(Desk.SCOPE, "canteen", file));
        assertThat(refused.problem()).isEqualTo(Problem.BAD_FILE);
        assertThat(refused.field()).isEqualTo("line 4");
        assertThat(refused).hasMessageContaining("line 4:").hasMessageContaining("line 5: It names nobody.");
        assertThat(refused).hasMessageContaining("line 6: It has 3 values");
        assertThat(desk.topics.find(Desk.SCOPE, "canteen")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name,age\nx,1\n", "id\n", "id,id\na,b\n", "id\n\"29:never closed\n"})
    void a_file_that_names_nobody_is_refused(String file) {
        Desk desk = new Desk(stores);
        NotAcceptedException refused = catchThrowableOfType(
                NotAcceptedException.class, () -> desk.topics.subscribeAll(Desk.SCOPE, "canteen", file));
        assertThat(refused.problem()).isEqualTo(Problem.BAD_FILE);
    }
}
