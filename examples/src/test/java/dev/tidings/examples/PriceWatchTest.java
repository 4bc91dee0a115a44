package dev.tidings.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.FakeTeamsExtension;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.world.Message;
import dev.tidings.teams.BotConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(FakeTeamsExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test
class PriceWatchTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-25T14:02:33Z"));

    private FakeTeams teams;
    private PriceWatch prices;
    private BotEndpoint endpoint;
    private Person ann;
    private Person ben;
    private Person cleo;

    @BeforeEach
    void start(FakeTeams local) throws IOException {
        teams = local;
        prices = new PriceWatch(BotConfig.withoutCredentials(teams.bot().appId()), CLOCK);
        endpoint = BotEndpoint.open(0, prices.bot());
        teams.connect(URI.create(endpoint.url()));
        ann = teams.scenery().person(0);
        ben = teams.scenery().person(1);
        cleo = teams.scenery().person(2);
        List.of(ann, ben, cleo).forEach(teams.people()::install);
    }

    @AfterEach
    void stop() {
        endpoint.close();
        prices.close();
    }

    @Test
    void exactly_those_who_watch_a_product_are_told_that_its_price_has_changed() {
        teams.people().says(ann, "watch X7");
        teams.people().says(ben, "watch B2");

        assertThat(prices.changed("X7", "€149", "€129")).isEqualTo(1);

        assertThat(titles(told(ann).getFirst())).containsExactly("Open", "Order one", "Stop these messages");
        assertThat(told(ann).getFirst().activity().path("summary").stringValue(""))
                .isEqualTo("The price of X7 went from €149 to €129");
        assertThat(told(ben)).isEmpty();
        assertThat(told(cleo)).isEmpty();
    }

    @Test
    void whoever_asks_in_a_team_is_told_in_their_own_chat() {
        String channel = teams.scenery().teams().getFirst().channels().get(1).id();
        teams.people().installIn(ann, channel);
        teams.people().mentionsBot(ann, channel, "watch X7");

        assertThat(prices.changed("X7", "€149", "€129")).isEqualTo(1);

        assertThat(told(ann)).hasSize(1);
    }

    @Test
    void one_press_orders_and_the_card_says_who_and_when() {
        teams.people().says(ann, "watch X7");
        prices.changed("X7", "€149", "€129");

        String answer = press(ann, "Order one").toString();

        assertThat(prices.orders()).containsExactly(ann.name() + ": order");
        assertThat(answer).contains("Order one · " + ann.name(), "{{TIME(2026-11-25T14:02:33Z)}}");
    }

    @Test
    void one_press_ends_it_and_the_others_go_on() {
        List.of(ann, ben).forEach(person -> teams.people().says(person, "watch X7"));
        prices.changed("X7", "€149", "€129");

        assertThat(press(ann, "Stop these messages").toString()).contains("You will get no more messages about X7.");
        assertThat(prices.changed("X7", "€129", "€99")).isEqualTo(1);

        assertThat(told(ann)).hasSize(1);
        assertThat(told(ben)).hasSize(2);
    }

    @Test
    void who_cannot_be_reached_keeps_nobody_else_from_being_told() {
        List.of(ann, ben).forEach(person -> teams.people().says(person, "watch X7"));
        teams.people().uninstall(ann);

        assertThat(prices.changed("X7", "€149", "€129")).isEqualTo(1);

        assertThat(told(ben)).hasSize(1);
    }

    @Test
    void a_card_of_somebody_elses_making_does_nothing() {
        teams.people().says(ann, "watch X7");
        prices.changed("X7", "€149", "€129");
        Message card = told(ann).getFirst();
        String invented = button(card, "Order one").toString().replaceAll("\"ref\":\"[^\"]*\"", "\"ref\":\"made-up\"");

        JsonNode answer = teams.people()
                .presses(ann, card.conversation(), card.id(), invented)
                .answer()
                .json()
                .orElseThrow();

        assertThat(answer.path("statusCode").intValue()).isEqualTo(400);
        assertThat(prices.orders()).isEmpty();
    }

    private List<Message> told(Person person) {
        return teams.scenery().messages(teams.scenery().personalChat(person)).stream()
                .filter(message -> message.activity().has("attachments"))
                .toList();
    }

    private JsonNode press(Person person, String title) {
        Message card = told(person).getFirst();
        return teams.people()
                .presses(
                        person,
                        card.conversation(),
                        card.id(),
                        button(card, title).toString())
                .answer()
                .json()
                .orElseThrow();
    }

    private static JsonNode actions(Message card) {
        return card.activity().path("attachments").path(0).path("content").path("actions");
    }

    private static JsonNode button(Message card, String title) {
        return actions(card)
                .valueStream()
                .filter(one -> one.path("title").stringValue("").equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> titles(Message card) {
        return actions(card)
                .valueStream()
                .map(button -> button.path("title").stringValue(""))
                .toList();
    }
}
