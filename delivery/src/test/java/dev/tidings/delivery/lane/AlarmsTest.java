package dev.tidings.delivery.lane;

import static dev.tidings.delivery.lane.SomeWork.aBroadcast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.lane.Result.Trouble.Scope;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Priority;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AlarmsTest {
    private final Stage stage = new Stage(Stage.lifted(5));

    private void work(String bot, String tenant, int campaign) {
        aBroadcast(new Tenancy(bot, tenant), Priority.NORMAL, campaign, 30).forEach(stage::accept);
    }

    private void failEach(List<Send> sends, Scope scope) {
        sends.forEach(send -> stage.fail(send, scope));
    }

    @Test
    void a_bot_whose_credentials_fail_stops_in_all_tenants_at_once() {
        work("default", "one", 1);
        List<Send> first = stage.tick();
        stage.fail(first.getFirst(), Scope.BOT);
        first.subList(1, first.size()).forEach(send -> stage.end(send, DeliveryState.REFUSED, "x"));
        work("default", "two", 2);
        work("other", "one", 3);

        assertThat(stage.tick()).extracting(send -> send.segment().lane().bot()).containsOnly("other");
        assertThat(stage.core().alarms())
                .extracting(Alarm::kind, Alarm::name, Alarm::reason)
                .containsExactly(tuple("bot", "default", "failing"));
        assertThat(stage.core().alarms().getFirst().until())
                .isEqualTo(stage.now().wall().plusSeconds(30));
    }

    @Test
    void a_stopped_bot_is_probed_by_one_delivery_and_goes_on_when_that_goes_well() {
        work("default", "one", 1);
        failEach(stage.tick(), Scope.BOT);
        stage.tick();
        stage.pass(Duration.ofSeconds(29));
        assertThat(stage.tick()).isEmpty();
        stage.pass(Duration.ofSeconds(1));
        List<Send> probe = stage.tick();
        assertThat(probe).hasSize(1);
        assertThat(stage.tick()).as("while the probe is under way").isEmpty();
        stage.deliver(probe.getFirst());

        assertThat(stage.tick()).hasSize(5);
        assertThat(stage.core().alarms()).isEmpty();
    }

    @Test
    void each_probe_that_fails_doubles_the_pause() {
        work("default", "one", 1);
        failEach(stage.tick(), Scope.SERVICE);
        stage.tick();
        for (int pause : List.of(5, 10, 20, 40, 80, 160, 300, 300)) {
            stage.pass(Duration.ofSeconds(pause).minusMillis(1));
            assertThat(stage.tick()).isEmpty();
            stage.pass(Duration.ofMillis(1));
            List<Send> probe = stage.tick();
            assertThat(probe).hasSize(1);
            failEach(probe, Scope.SERVICE);
            stage.tick();
        }
    }

    @Test
    void a_tenant_stops_after_five_failures_in_a_row_and_others_go_on() {
        work("default", "one", 1);
        List<Send> sends = stage.tick();
        failEach(sends.subList(0, 4), Scope.SERVICE);
        stage.tick();
        assertThat(stage.core().alarms()).isEmpty();
        stage.fail(sends.get(4), Scope.SERVICE);
        work("default", "two", 2);

        assertThat(stage.tick())
                .extracting(send -> send.segment().lane().tenant())
                .contains("two");
        assertThat(stage.core().alarms()).extracting(Alarm::name).containsExactly("default/one");
    }

    @Test
    void a_success_in_between_begins_the_count_anew() {
        work("default", "one", 1);
        List<Send> sends = stage.tick();
        failEach(sends.subList(0, 4), Scope.SERVICE);
        stage.deliver(sends.get(4));
        List<Send> more = stage.tick();
        failEach(more.subList(0, 4), Scope.SERVICE);
        stage.tick();

        assertThat(stage.core().alarms()).isEmpty();
    }

    @Test
    void a_region_stops_when_several_of_its_tenants_do() {
        for (int tenant = 0; tenant < 3; tenant++) {
            work("default", "t" + tenant, tenant);
            failEach(stage.tick(), Scope.SERVICE);
            stage.tick();
        }

        assertThat(stage.core().alarms())
                .extracting(Alarm::kind, Alarm::name)
                .contains(tuple("region", "https://teams.example"));
        stage.pass(Duration.ofSeconds(6));
        assertThat(stage.tick()).as("one probe for the whole region").hasSize(1);
    }

    @Test
    void a_probe_that_tells_nothing_makes_way_for_the_next() {
        work("default", "one", 1);
        failEach(stage.tick(), Scope.BOT);
        stage.tick();
        stage.pass(Duration.ofSeconds(30));
        stage.end(stage.tick().getFirst(), DeliveryState.OPTED_OUT, "opted-out");

        assertThat(stage.tick()).hasSize(1);
    }

    @Test
    void what_left_before_the_trouble_began_does_not_end_the_alarm() {
        work("default", "one", 1);
        List<Send> sends = stage.tick();
        stage.pass(Duration.ofMillis(10));
        stage.fail(sends.get(0), Scope.BOT);
        sends.subList(1, 5).forEach(stage::deliver);

        assertThat(stage.tick()).isEmpty();
        assertThat(stage.core().alarms()).hasSize(1);
    }
}
