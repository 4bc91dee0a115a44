package dev.tidings.delivery.send;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.notification.DeliveryState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// `docs/outcomes.md` is what [Reason] says. To write it anew: run this test with `-Dtidings.docs=write`.
class OutcomesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "outcomes.md");
    private static final String INTRODUCTION = """
            # What becomes of a delivery

            Every delivery ends in a state, and every state but `delivered` has a reason: a stable word for programs and a
            sentence for people. Both are in the ledger (`GET /api/v1/notifications/{id}/deliveries`). This page is
            written from the table in `Reason.java`.

            A `delivered` message without an activity id has arrived, but cannot be edited or recalled, since Teams did
            not tell its id.
            """;

    @Test
    void the_page_says_what_the_code_says() throws IOException {
        String page = page();
        if ("write".equals(System.getProperty("tidings.docs"))) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    @Test
    void every_reason_is_one_word_and_explains_itself() {
        assertThat(Reason.values()).allSatisfy(reason -> {
            assertThat(reason.word()).matches("[a-z]+(-[a-z]+)*");
            assertThat(reason.sentence()).matches("[A-Z].*\\.").doesNotContain("  ");
        });
    }

    private static String page() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (DeliveryState state : DeliveryState.values()) {
            var reasons = Arrays.stream(Reason.values())
                    .filter(reason -> reason.state() == state)
                    .toList();
            if (!reasons.isEmpty()) {
                page.append("\n## `").append(state.word()).append("`\n\n");
                page.append("| Reason | What came back | What it means, and what to do |\n|---|---|---|\n");
                reasons.forEach(reason -> page.append(
                        "| `%s` | %s | %s |\n".formatted(reason.word(), reason.cause(), reason.sentence())));
            }
        }
        return page.toString();
    }
}
