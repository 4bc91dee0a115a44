package dev.tidings.delivery.notification;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The id of a delivery: which of a notification's recipients it is for.
///
/// @param ordinal counts the recipients in the order of planning, from 0, with gaps
public record DeliveryId(NotificationId notification, long ordinal) {
    private static final Pattern TEXT = Pattern.compile("([0-9a-f-]{36})\\.([0-9]{1,12})");

    /// As it stands in the API: `<id of the notification>.<ordinal>`.
    public String value() {
        return notification.value() + "." + ordinal;
    }

    /// The id that a text from outside means; empty if it cannot be one.
    public static Optional<DeliveryId> ofText(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? NotificationId.ofText(matcher.group(1))
                        .map(notification -> new DeliveryId(notification, Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }
}
