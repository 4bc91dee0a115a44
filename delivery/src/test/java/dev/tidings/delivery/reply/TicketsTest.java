package dev.tidings.delivery.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.delivery.campaign.Desk;
import dev.tidings.delivery.intake.Conversations;
import dev.tidings.delivery.intake.NotAcceptedException;
import dev.tidings.delivery.notification.TimeOrderedIds;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.Ticket;
import dev.tidings.delivery.store.TicketStore.Unsaid;
import dev.tidings.delivery.store.TicketStore.Verdict;
import dev.tidings.delivery.store.sql.OnEveryDatabase;
import dev.tidings.delivery.store.sql.TestDatabase;
import dev.tidings.teams.activity.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TicketsTest extends OnEveryDatabase {
    private static final String WAIT = "This takes a moment. I will answer here.";
    private static final String LATE = "This takes longer than I thought. I am still at it, and will answer here.";
    private static final Duration KEPT = Duration.ofDays(90);
    private static final TicketRequest REPORT =
            TicketRequest.of("19:chat", "17").within(Duration.ofMinutes(10));

    private Instant now = Desk.NOW;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Desk desk;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Tickets tickets;

    @SuppressWarnings("NullAway.Init") // set before each test
    private TicketClerk clerk;

    TicketsTest(TestDatabase kind) {
        super(kind);
    }

    @BeforeEach
    void aChat() {
        desk = new Desk(stores);
        desk.groupChat("19:chat");
        tickets = new Tickets(
                stores.tickets(),
                new Conversations(desk.books, desk.tenancies),
                desk.notifications(),
                new TimeOrderedIds(() -> now, new Random(1)),
                () -> now);
        clerk = new TicketClerk(stores.tickets(), tickets, KEPT, () -> now);
    }

    @Test
    void the_person_is_told_once_that_it_takes_a_moment_and_the_message_keeps_its_ticket() {
        Tickets.Opened first = tickets.open(REPORT, Reach.EVERYTHING);
        Tickets.Opened again = tickets.open(REPORT, Reach.EVERYTHING);

        assertThat(first.repeated()).isFalse();
        assertThat(first.ticket().state()).isEqualTo(Ticket.State.OPEN);
        assertThat(first.ticket().dueAt()).isEqualTo(Desk.NOW.plus(Duration.ofMinutes(10)));
        assertThat(again).isEqualTo(new Tickets.Opened(first.ticket(), true));
        assertThat(said()).containsExactly(WAIT);
    }

    @Test
    void another_message_has_another_ticket() {
        Ticket first = tickets.open(REPORT, Reach.EVERYTHING).ticket();
        Ticket other = tickets.open(TicketRequest.of("19:chat", "18"), Reach.EVERYTHING)
                .ticket();

        assertThat(other.id()).isNotEqualTo(first.id());
        assertThat(other.dueAt()).isNull();
        assertThat(said()).hasSize(2);
    }

    @Test
    void an_overdue_answer_is_excused_once_and_can_still_be_given() {
        String id = tickets.open(REPORT, Reach.EVERYTHING).ticket().id();
        assertThat(clerk.step()).as("it looks again in time").isPositive();
        assertThat(said()).containsExactly(WAIT);

        now = now.plus(Duration.ofMinutes(10));
        clerk.step();
        clerk.step();
        assertThat(said()).containsExactly(WAIT, LATE);
        assertThat(tickets.find(id, Reach.EVERYTHING).orElseThrow().state()).isEqualTo(Ticket.State.OVERDUE);

        assertThat(answer(id, "Here it is")).isEqualTo(Verdict.FIRST);
        clerk.step();
        assertThat(said()).containsExactly(WAIT, LATE, "Here it is");
    }

    @Test
    void the_clerk_looks_again_when_the_next_answer_is_due() {
        tickets.open(TicketRequest.of("19:chat", "17").within(Duration.ofSeconds(7)), Reach.EVERYTHING);
        assertThat(clerk.step()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void who_is_answered_in_time_hears_of_no_delay() {
        String id = tickets.open(REPORT, Reach.EVERYTHING).ticket().id();
        answer(id, "Here it is");

        now = now.plus(Duration.ofHours(1));
        clerk.step();

        assertThat(said()).containsExactly(WAIT, "Here it is");
        Ticket ticket = tickets.find(id, Reach.EVERYTHING).orElseThrow();
        assertThat(ticket.state()).isEqualTo(Ticket.State.ANSWERED);
        assertThat(ticket.answeredAt()).isEqualTo(Desk.NOW);
        assertThat(ticket.said()).containsOnlyKeys(Ticket.Part.WAIT, Ticket.Part.ANSWER);
    }

    @Test
    void the_same_answer_again_changes_nothing_and_another_one_is_not_taken() {
        String id = tickets.open(REPORT, Reach.EVERYTHING).ticket().id();

        assertThat(answer(id, "Here it is")).isEqualTo(Verdict.FIRST);
        assertThat(answer(id, "Here it is")).isEqualTo(Verdict.SAME);
        assertThat(answer(id, "Or rather this")).isEqualTo(Verdict.OTHER);

        assertThat(said()).containsExactly(WAIT, "Here it is");
    }

    @Test
    void a_ticket_of_another_tenant_is_not_there() {
        String id = tickets.open(REPORT, Reach.EVERYTHING).ticket().id();

        assertThat(tickets.find(id, Desk.ELSEWHERE)).isEmpty();
        assertThat(tickets.answer(id, Message.text("x"), "x", Desk.ELSEWHERE)).isEmpty();
        assertThatThrownBy(() -> tickets.open(REPORT, Desk.ELSEWHERE)).isInstanceOf(NotAcceptedException.class);
        assertThat(said()).containsExactly(WAIT);
    }

    @Test
    void where_the_bot_cannot_speak_no_ticket_is_opened() {
        assertThatThrownBy(() -> tickets.open(TicketRequest.of("19:nowhere", "17"), Reach.EVERYTHING))
                .isInstanceOfSatisfying(
                        NotAcceptedException.class,
                        refused -> assertThat(refused.field()).isEqualTo("conversation"));
        assertThat(stores.tickets().unsaid(null, 10)).isEmpty();
    }

    @Test
    void what_a_crash_has_left_unsaid_is_said_after_the_restart() {
        stores.tickets().open(ticket("left"), text(WAIT), text(LATE));
        stores.tickets().answer("left", text("Here it is"), "hash", now);
        assertThat(said()).isEmpty();

        clerk.step();
        clerk.step();

        assertThat(said()).containsExactly(WAIT, "Here it is");
    }

    @Test
    void what_was_said_and_not_yet_noted_when_it_crashed_is_not_said_again() {
        stores.tickets().open(ticket("left"), text(WAIT), text(LATE));
        List<Unsaid> before = stores.tickets().unsaid(null, 10);

        before.forEach(tickets::say);
        before.forEach(tickets::say);

        assertThat(said()).containsExactly(WAIT);
        assertThat(stores.tickets().unsaid(null, 10)).isEmpty();
    }

    @Test
    void the_bots_own_words_are_in_the_language_that_was_asked_for() {
        tickets.open(
                new TicketRequest(
                        "19:chat", "17", null, "Noch nicht.", Duration.ofMinutes(1), Locale.GERMAN, "default", null),
                Reach.EVERYTHING);
        now = now.plus(Duration.ofMinutes(2));
        clerk.step();
        assertThat(said()).containsExactly("Das dauert einen Moment. Ich antworte hier.", "Noch nicht.");
    }

    @Test
    void tickets_are_forgotten_when_they_have_been_kept_long_enough() {
        String id = tickets.open(REPORT, Reach.EVERYTHING).ticket().id();
        now = now.plus(KEPT);
        clerk.step();
        assertThat(tickets.find(id, Reach.EVERYTHING)).isPresent();
        now = now.plusSeconds(1);
        clerk.step();
        assertThat(tickets.find(id, Reach.EVERYTHING)).isEmpty();
    }

    @Test
    void the_tickets_of_a_person_are_held_about_them_and_erased_with_them() {
        String ann = desk.people(1).getFirst();
        tickets.open(TicketRequest.of("a:" + ann, "17"), Reach.EVERYTHING);
        tickets.open(REPORT, Reach.EVERYTHING);
        assertThat(stores.dossiers().held(Desk.HERE, ann).get("tickets")).hasSize(1);

        assertThat(stores.dossiers().erase(Desk.HERE, ann, false).rows())
                .containsEntry("tickets", 1)
                .containsEntry("ticket_messages", 1);

        assertThat(stores.dossiers().held(Desk.HERE, ann).get("tickets")).isEmpty();
        assertThat(tickets.open(REPORT, Reach.EVERYTHING).repeated()).isTrue();
    }

    private Verdict answer(String id, String text) {
        return tickets.answer(id, Message.text(text), text, Reach.EVERYTHING)
                .orElseThrow()
                .verdict();
    }

    private static Ticket ticket(String id) {
        return new Ticket(id, Desk.HERE, "19:chat", "17", Ticket.State.OPEN, Desk.NOW, null, null, Map.of());
    }

    private static String text(String text) {
        return Message.text(text).toJson();
    }

    /// What has become a notification, the first first.
    private List<String> said() {
        return stores.notifications().latest(Reach.EVERYTHING, PageRequest.first(10)).items().reversed().stream()
                .map(notification -> Message.read(notification.message()).text())
                .toList();
    }
}
