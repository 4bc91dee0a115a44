package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Keys;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Recipients of long lists whose notification was never accepted: whoever sent them was cut off, or sent them twice.
final class Strays {
    private static final String LISTED = "l/";
    private static final int MILLIS_OF_UUID = 16;

    private Strays() {}

    /// Lets those be forgotten that came before an instant.
    ///
    /// @return of how many notifications
    static int forget(Handle handle, Instant before) {
        int strays = 0;
        String from = LISTED;
        while (true) {
            List<String> first = Facts.keys(handle, from, LISTED + Keys.END, 1);
            if (first.isEmpty()) {
                return strays;
            }
            CampaignId campaign = CampaignId.parse(first.getFirst().split("/", -1)[1]);
            String id = campaign.notification().value();
            if (made(id).isBefore(before)
                    && SqlNotificationStore.find(handle, campaign.notification())
                            .isEmpty()) {
                strays += handle.execute(
                        "INSERT INTO forgotten (notification_id, bot, tenant) VALUES (?, '', '')"
                                + " ON CONFLICT (notification_id) DO NOTHING",
                        id);
            }
            from = Keys.listed(campaign) + Keys.END;
        }
    }

    private static Instant made(String id) {
        return Instant.ofEpochMilli(UUID.fromString(id).getMostSignificantBits() >>> MILLIS_OF_UUID);
    }
}
