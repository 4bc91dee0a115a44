package dev.tidings.delivery.host;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.send.Wording;
import dev.tidings.delivery.store.NotificationStore;
import dev.tidings.delivery.store.StoreException;
import dev.tidings.delivery.wording.Words;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The messages of the campaigns that are being sent, the latest ones in memory. Thread-safe.
final class Messages {
    private static final int KEPT = 256;

    private final Function<CampaignId, Optional<NotificationStore.Text>> texts;
    private final Map<CampaignId, Wording> latest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<CampaignId, Wording> eldest) {
            return size() > KEPT;
        }
    };
    private long changes;

    Messages(Function<CampaignId, Optional<NotificationStore.Text>> texts) {
        this.texts = texts;
    }

    /// What the recipients of a campaign get from now on.
    Wording of(CampaignId campaign) {
        long before;
        synchronized (this) {
            @Nullable Wording known = latest.get(campaign);
            if (known != null) {
                return known;
            }
            before = changes;
        }
        Wording read = texts.apply(campaign)
                .map(text -> new Wording(Words.read(text.message()), text.edit()))
                .orElseThrow(() -> new StoreException("The message of " + campaign.text() + " is gone.", null));
        keep(campaign, read, before);
        return read;
    }

    /// What was read before a change may be what it was before that change.
    private synchronized void keep(CampaignId campaign, Wording read, long before) {
        if (before == changes) {
            latest.put(campaign, read);
        }
    }

    /// The message of a campaign is another one from now on.
    synchronized void changed(CampaignId campaign) {
        latest.remove(campaign);
        changes++;
    }
}
