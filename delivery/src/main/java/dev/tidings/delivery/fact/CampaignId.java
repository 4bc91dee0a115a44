package dev.tidings.delivery.fact;

import dev.tidings.delivery.notification.NotificationId;

/// One errand for the recipients of a notification: sending it, or later editing or recalling what was delivered.
///
/// @param order 0 for sending; each later edit or recall has the next number
public record CampaignId(NotificationId notification, int order) {
    /// How many edits and recalls one notification may have.
    public static final int MAX_ORDERS = 999;

    /// Checks the number.
    public CampaignId {
        if (order < 0 || order > MAX_ORDERS) {
            throw new IllegalArgumentException("the order " + order + " is not between 0 and " + MAX_ORDERS);
        }
    }

    /// The campaign that sends a notification.
    public static CampaignId sending(NotificationId notification) {
        return new CampaignId(notification, 0);
    }

    /// As it stands in keys: `<uuid>.<three digits>`.
    public String text() {
        return notification.value() + "." + Keys.padded(order, 3);
    }

    /// Reads what [#text()] wrote.
    public static CampaignId parse(String text) {
        int dot = text.lastIndexOf('.');
        return new CampaignId(new NotificationId(text.substring(0, dot)), Integer.parseInt(text.substring(dot + 1)));
    }
}
