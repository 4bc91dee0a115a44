package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.lane.Order;
import dev.tidings.delivery.store.NotificationStore.Text;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What is said in campaigns.
final class Texts {
    private static final String EDITS = "SELECT number, message FROM errands"
            + " WHERE notification_id = ? AND number > 0 AND message IS NOT NULL ORDER BY number DESC";
    private static final String LAST_ORDER = "SELECT v FROM facts WHERE k >= ? AND k < ? ORDER BY k DESC LIMIT 1";

    private Texts() {}

    /// Of the notification itself, its last edit speaks that nobody has cancelled.
    static Optional<Text> now(Handle handle, CampaignId campaign) {
        return (campaign.order() == 0 ? edited(handle, campaign) : Optional.<Text>empty())
                .or(() -> Errands.message(handle, campaign).map(message -> new Text(message, campaign.order())));
    }

    private static Optional<Text> edited(Handle handle, CampaignId sending) {
        return handle
                .createQuery(EDITS)
                .bind(0, sending.notification().value())
                .map((row, context) -> new Text(row.getString("message"), row.getInt("number")))
                .list()
                .stream()
                .filter(edit -> !cancelled(handle, new CampaignId(sending.notification(), edit.edit())))
                .findFirst();
    }

    private static boolean cancelled(Handle handle, CampaignId edit) {
        String orders = Keys.orders(edit);
        return handle.createQuery(LAST_ORDER)
                .bind(0, orders)
                .bind(1, orders + Keys.END)
                .map((row, context) -> Order.ofBytes(row.getBytes(1)))
                .findOne()
                .filter(Order.CANCEL::equals)
                .isPresent();
    }
}
