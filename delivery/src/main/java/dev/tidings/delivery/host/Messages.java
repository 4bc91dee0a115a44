package dev.tidings.delivery.host;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.store.NotificationStore;
import dev.tidings.delivery.store.StoreException;
import dev.tidings.teams.activity.Message;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The messages of the campaigns that are being sent, the latest ones in memory. Thread-safe.
final class Messages {
    private static final int KEPT = 256;

    private final NotificationStore notifications;
    private final Map<CampaignId, Message> latest = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CampaignId, Message> eldest) {
            return size() > KEPT;
        }
    });

    Messages(NotificationStore notifications) {
        this.notifications = notifications;
    }

    /// What the recipients of a campaign get.
    Message of(CampaignId campaign) {
        Message known = latest.get(campaign);
        if (known != null) {
            return known;
        }
        Message read = notifications
                .message(campaign)
                .map(Message::read)
                .orElseThrow(() -> new StoreException("The message of " + campaign.text() + " is gone.", null));
        latest.put(campaign, read);
        return read;
    }
}
