package dev.tidings.delivery.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.campaign.Desk;
import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.directory.Property;
import dev.tidings.delivery.directory.Subject;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.teams.activity.Activity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Teams tells of an install by ids; the names come from elsewhere, a little later.
class NamesOfWelcomesTest {
    private static final String TEAM = "19:team@thread.tacv2";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Stores stores;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Welcomes welcomes;

    private final AtomicReference<Instant> now = new AtomicReference<>(Desk.NOW);

    @BeforeEach
    void open() {
        stores = Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + folder.resolve("tidings.db")));
        Desk desk = new Desk(stores);
        desk.team(TEAM, List.of());
        learn(new Knowledge()
                .learn(thing(Subject.CONVERSATION, TEAM), Property.TYPE, "channel", Desk.NOW)
                .learn(thing(Subject.CONVERSATION, TEAM), Property.EXISTENCE, Knowledge.PRESENT, Desk.NOW)
                .learn(thing(Subject.CONVERSATION, TEAM), Property.REFERENCE, """
                        {"bot":{"id":"28:app"},"conversation":{"id":"TEAM","conversationType":"channel","tenantId":"one"},
                         "channelId":"msteams","serviceUrl":"http://127.0.0.1:1/"}""".replace("TEAM", TEAM), Desk.NOW));
        welcomes = new Welcomes(desk.books, desk.notifications(), Welcoming.plain(), now::get);
    }

    @AfterEach
    void close() {
        welcomes.close();
        stores.close();
    }

    @Test
    void a_welcome_waits_until_the_names_are_known_that_it_says() {
        welcomes.react("default", added("\"aadObjectId\":\"o-1\"", ""), Desk.NOW);
        welcomes.step();
        assertThat(sent()).isEmpty();
        learn(new Knowledge()
                .learn(thing(Subject.SOMEBODY, "29:ann"), Property.NAME, "Ann Lee", Desk.NOW)
                .learn(thing(Subject.TEAM, TEAM), Property.NAME, "Sales", Desk.NOW));
        welcomes.step();
        welcomes.step();
        assertThat(sent())
                .singleElement()
                .satisfies(welcome ->
                        assertThat(welcome.message()).contains("**Ann Lee** has just added me to the team **Sales**."));
    }

    @Test
    void it_does_not_wait_for_long_nor_twice() {
        welcomes.react("default", added("\"aadObjectId\":\"o-1\"", ""), Desk.NOW);
        now.set(Desk.NOW.plus(Welcomes.PATIENCE));
        welcomes.step();
        assertThat(sent())
                .singleElement()
                .satisfies(welcome -> assertThat(welcome.message()).contains("I have just been added to this team."));
        welcomes.react("default", added("\"name\":\"Ann Lee\"", ",\"name\":\"Sales\""), Desk.NOW);
        welcomes.step();
        assertThat(sent()).hasSize(1);
    }

    @Test
    void an_event_that_tells_the_names_takes_the_place_of_one_that_waits() {
        welcomes.react("default", added("\"aadObjectId\":\"o-1\"", ""), Desk.NOW);
        welcomes.react("default", added("\"name\":\"Ann *Lee*\"", ",\"name\":\"Sales\""), Desk.NOW);
        assertThat(sent()).hasSize(1);
        now.set(Desk.NOW.plus(Welcomes.PATIENCE));
        welcomes.step();
        assertThat(sent())
                .singleElement()
                .satisfies(welcome -> assertThat(welcome.message())
                        .contains("**Ann \\\\*Lee\\\\*** has just added me to the team **Sales**."));
    }

    @Test
    void whoever_removes_the_bot_meanwhile_is_not_welcomed() {
        welcomes.react("default", added("\"aadObjectId\":\"o-1\"", ""), Desk.NOW);
        learn(new Knowledge()
                .learn(
                        thing(Subject.INSTALLATION, TEAM),
                        Property.EXISTENCE,
                        Knowledge.REMOVED,
                        Desk.NOW.plusSeconds(1)));
        now.set(Desk.NOW.plus(Welcomes.PATIENCE));
        welcomes.step();
        assertThat(sent()).isEmpty();
    }

    private static Activity added(String from, String team) {
        return Activity.read("""
                {"type":"conversationUpdate","id":"f:1","channelId":"msteams","serviceUrl":"http://127.0.0.1:1/",
                 "from":{"id":"29:ann",%s},"recipient":{"id":"28:app"},"membersAdded":[{"id":"28:app"}],
                 "conversation":{"id":"%s","conversationType":"channel","tenantId":"one"},
                 "channelData":{"team":{"id":"%s"%s},"tenant":{"id":"one"}}}""".formatted(from, TEAM, TEAM, team));
    }

    private static Knowledge.Thing thing(Subject subject, String id) {
        return new Knowledge.Thing(Desk.HERE, subject, id, "");
    }

    private void learn(Knowledge knowledge) {
        stores.inbound().processed(List.of(), knowledge);
    }

    private List<Notification> sent() {
        return stores.notifications()
                .latest(Reach.EVERYTHING, PageRequest.first(9))
                .items();
    }
}
