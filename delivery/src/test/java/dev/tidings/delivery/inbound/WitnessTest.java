package dev.tidings.delivery.inbound;

import static dev.tidings.delivery.inbound.SomeActivities.CHANNEL;
import static dev.tidings.delivery.inbound.SomeActivities.CHAT;
import static dev.tidings.delivery.inbound.SomeActivities.TEAM;
import static dev.tidings.delivery.inbound.SomeActivities.at;
import static dev.tidings.delivery.inbound.SomeActivities.channel;
import static dev.tidings.delivery.inbound.SomeActivities.chat;
import static dev.tidings.delivery.inbound.SomeActivities.personal;
import static dev.tidings.delivery.inbound.SomeActivities.team;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.event.Happening;
import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.teams.activity.Activity;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WitnessTest {
    private final List<Happening> heard = new ArrayList<>();
    private final Witness witness = new Witness((tenancy, happening) -> {
        assertThat(tenancy).isEqualTo(new Tenancy("default", "tenant-a"));
        heard.add(happening);
    });

    @Test
    void installations_and_removals_are_told_once_with_their_place() {
        saw(personal("ann").installed(1));
        saw(personal("ann").botAdded(2));
        saw(team().uninstalled(3));
        saw(team().botRemoved(4));
        assertThat(heard)
                .containsExactly(new Happening.Installed("a:ann", "29:ann"), new Happening.Removed(TEAM, "29:ann"));
    }

    @Test
    void reactions_are_told_with_the_message_they_are_about() {
        saw(channel()
                .with(
                        "messageReaction",
                        1,
                        "\"replyToId\":\"17\",\"reactionsAdded\":[{\"type\":\"like\"}],"
                                + "\"reactionsRemoved\":[{\"type\":\"heart\"}]",
                        ""));
        assertThat(heard)
                .containsExactly(
                        new Happening.Reacted(CHANNEL, "17", "29:ann", "like", true),
                        new Happening.Reacted(CHANNEL, "17", "29:ann", "heart", false));
    }

    @Test
    void a_pressed_button_is_told_whichever_way_it_comes() {
        saw(chat().with("message", 1, "\"replyToId\":\"17\",\"value\":{\"order\":42}", ""));
        saw(chat().with(
                        "invoke",
                        2,
                        "\"replyToId\":\"17\",\"name\":\"adaptiveCard/action\",\"value\":{\"order\":42}",
                        ""));
        JsonNode value = JsonMapper.shared().readTree("{\"order\":42}");
        var clicked = new Happening.Clicked(CHAT, "17", "29:ann", value);
        assertThat(heard).containsExactly(clicked, clicked);
    }

    @Test
    void what_a_card_submits_is_left_out_if_it_is_long() {
        saw(chat().with("message", 1, "\"value\":\"" + "x".repeat(Witness.LONGEST_VALUE) + "\"", ""));
        assertThat(heard).containsExactly(new Happening.Clicked(CHAT, null, "29:ann", null));
    }

    @Test
    void that_a_chat_was_read_is_told_with_the_last_message_that_was() {
        String name = "\"name\":\"application/vnd.microsoft.readReceipt\",\"value\":";
        saw(personal("ann").with("event", 1, name + "{\"lastReadMessageId\":\"17\"}", ""));
        saw(personal("ann").with("event", 2, name + "{}", ""));
        saw(personal("ann").with("event", 3, "\"name\":\"other\",\"value\":{\"lastReadMessageId\":\"17\"}", ""));
        assertThat(heard).containsExactly(new Happening.Read("a:ann", "17", "29:ann"));
    }

    @Test
    void what_people_write_is_told_with_where_it_can_be_answered() {
        Activity message = personal("ann").message(1);
        Activity inThread = channel().message(2);
        saw(message);
        saw(inThread);
        assertThat(heard)
                .containsExactly(
                        new Happening.Wrote("a:ann", message.envelope().id(), "29:ann", "secret words", true),
                        new Happening.Wrote(
                                CHANNEL + ";messageid=17", inThread.envelope().id(), "29:ann", "secret words", true));
        assertThat(heard.getFirst().toString()).doesNotContain("secret");
    }

    @Test
    void the_end_of_a_long_text_is_cut_off_and_that_is_said() {
        saw(chat().with("message", 1, "\"id\":\"7\",\"text\":\"" + "x".repeat(Witness.LONGEST_TEXT + 1) + "\"", ""));
        assertThat(heard)
                .containsExactly(new Happening.Wrote(CHAT, "7", "29:ann", "x".repeat(Witness.LONGEST_TEXT), false));
    }

    @Test
    void what_nobody_can_answer_is_not_told() {
        saw(channel().joined("bob", 2));
        saw(chat().with("invoke", 3, "\"name\":\"task/fetch\",\"value\":{}", ""));
        assertThat(heard).isEmpty();
    }

    @Test
    void what_arrives_is_told_when_the_directory_knows(@TempDir Path folder) {
        try (Stores stores = Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + folder.resolve("tidings.db")))) {
            List<Happening> told = new ArrayList<>();
            var inbox = new Inbox(stores.inbound(), InstantSource.fixed(at(60)), (tenancy, happening) -> {
                assertThat(stores.directory().installation(tenancy, "a:ann")).isPresent();
                told.add(happening);
            });
            inbox.record("default", personal("ann").installed(1));
            inbox.record("default", personal("ann").installed(1));
            assertThat(inbox.step()).isEqualTo(2);
            assertThat(told).hasSize(2).containsOnly(new Happening.Installed("a:ann", "29:ann"));
        }
    }

    private void saw(Activity activity) {
        witness.saw("default", activity, at(60));
    }
}
