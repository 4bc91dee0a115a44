package dev.tidings.teams.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.teams.activity.Message;
import dev.tidings.teams.notice.Digest.Entry;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DigestTest {
    @Test
    void a_digest_says_how_many_messages_it_tells_and_each_in_a_line_with_its_link_and_topic() {
        URI order = URI.create("https://shop.example/orders/42");
        Digest digest = new Digest(
                List.of(new Entry("Order 42 is *late*", "orders", order), new Entry("Lunch at noon", null, null)),
                Locale.ENGLISH);

        String card = digest.message().toJson();

        assertThat(digest.summary()).isEqualTo("2 messages in one");
        assertThat(card)
                .contains("- [Order 42 is \\\\*late\\\\*](https://shop.example/orders/42) · _orders_")
                .contains("- Lunch at noon")
                .contains("You get them together");
    }

    @Test
    void a_message_is_told_by_its_summary_or_the_first_line_of_its_text_or_card() {
        Message text = Message.text("\n**Order 42** is [late](https://x.example)\nmore");
        Notification late = Notification.of("Order 42 is late").at(URI.create("https://shop.example/orders/42"));
        Message bare = Message.card(new NotificationCard(late, null).json());

        assertThat(Entry.of(text, null).what()).isEqualTo("Order 42 is late");
        assertThat(Entry.of(text.withSummary("Late"), "orders")).isEqualTo(new Entry("Late", "orders", null));
        assertThat(Entry.of(bare, null))
                .isEqualTo(new Entry("Order 42 is late", null, URI.create("https://shop.example/orders/42")));
    }

    @Test
    void more_than_twenty_are_counted_and_not_shown() {
        List<Entry> many = IntStream.range(0, 23)
                .mapToObj(number -> new Entry("News " + number, null, null))
                .toList();

        String german = new Digest(many, Locale.GERMANY).message().toJson();

        assertThat(german)
                .contains("23 Nachrichten in einer", "News 19", "Und 3 weitere.")
                .doesNotContain("News 20");
    }

    @Test
    void there_is_no_empty_digest() {
        assertThatThrownBy(() -> new Digest(List.of(), Locale.ENGLISH)).isInstanceOf(IllegalArgumentException.class);
    }
}
