package dev.tidings.server.api;

import dev.tidings.server.api.NotificationViews.DeliveryView;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The ledger as comma-separated values (RFC 4180).
final class Csv {
    static final String HEADER =
            "id,person,state,reason,detail,attempts,nextAttemptAt,conversationId,activityId,createdAt,updatedAt\r\n";

    private Csv() {}

    static String line(DeliveryView delivery) {
        return values(
                delivery.id(),
                delivery.person(),
                delivery.state(),
                delivery.reason(),
                delivery.detail(),
                delivery.attempts(),
                delivery.nextAttemptAt(),
                delivery.conversationId(),
                delivery.activityId(),
                delivery.createdAt(),
                delivery.updatedAt());
    }

    private static String values(@Nullable Object... values) {
        return Arrays.stream(values).map(Csv::value).collect(Collectors.joining(",")) + "\r\n";
    }

    /// A value that a spreadsheet would take for a formula gets an apostrophe before it.
    private static String value(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        return safe.matches("[^\",\r\n]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
