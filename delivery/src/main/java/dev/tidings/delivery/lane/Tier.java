package dev.tidings.delivery.lane;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.notification.Priority;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The campaigns of one priority in a lane, which take turns. Of very many only some are known at a
/// time; the others are found among the facts, in the order of their ids, when there is room.
final class Tier {
    private static final int MOST_LISTED = 256;
    private static final int MOST_IN_MEMORY = 10_000;
    private static final int DIRECTLY_BELOW = 2_000;

    private final Lane lane;
    private final Priority priority;
    private final Map<CampaignId, Campaign> campaigns = new HashMap<>();
    private final Deque<Campaign> rotation = new ArrayDeque<>();
    private boolean unlisted;
    /// All with a lower id are known, or there are none.
    private String highest = "";
    private int inMemory;

    Tier(Lane lane, Priority priority) {
        this.lane = lane;
        this.priority = priority;
    }

    Lane lane() {
        return lane;
    }

    Priority priority() {
        return priority;
    }

    Collection<Campaign> campaigns() {
        return campaigns.values();
    }

    /// Whether there may be work that no campaign here stands for.
    boolean unlisted() {
        return unlisted;
    }

    boolean isEmpty() {
        return campaigns.isEmpty() && !unlisted;
    }

    /// There is work among the facts.
    void mayHaveWork() {
        unlisted = true;
    }

    void accept(Segment segment) {
        CampaignId id = segment.id().campaign();
        Campaign campaign = campaigns.get(id);
        if (campaign == null && id.text().compareTo(highest) > 0 && (unlisted || rotation.size() >= MOST_LISTED)) {
            unlisted = true;
        } else {
            (campaign == null ? add(id) : campaign).accept(segment);
        }
    }

    /// A campaign, known or not yet.
    Campaign campaign(CampaignId id) {
        Campaign campaign = campaigns.get(id);
        return campaign == null ? add(id) : campaign;
    }

    private Campaign add(CampaignId id) {
        Campaign campaign = new Campaign(this, id);
        campaigns.put(id, campaign);
        lane.shard().add(campaign);
        if (!unlisted && id.text().compareTo(highest) > 0) {
            highest = id.text();
        } else if (unlisted) {
            campaign.shelf().listed();
        }
        Order standing = lane.shard().standing(id);
        if (standing != null) {
            campaign.order(standing);
        }
        if (standing == Order.PAUSE) {
            campaign.peek();
        }
        return campaign;
    }

    void retire(Campaign campaign) {
        if (campaigns.remove(campaign.id(), campaign)) {
            lane.shard().remove(campaign);
            lane.ready();
        }
    }

    void offer(Campaign campaign) {
        if (!campaign.queued) {
            campaign.queued = true;
            rotation.addLast(campaign);
        }
        lane.ready();
    }

    void remembers(int recipients) {
        inMemory += recipients;
        lane.shard().remembers(recipients);
    }

    /// Whether what is accepted now would soon have its turn.
    boolean hasRoomSoon() {
        return inMemory < DIRECTLY_BELOW && lane.shard().hasRoom();
    }

    /// Whose turn it is, or null if nobody can have it now.
    @Nullable
    Item next() {
        list();
        for (int turns = rotation.size(); turns > 0; turns--) {
            Campaign campaign = rotation.removeFirst();
            campaign.queued = false;
            Item item = campaign.startable() ? next(campaign) : null;
            campaign.offer();
            if (item != null || lane.isHungry()) {
                return item;
            }
        }
        return null;
    }

    private @Nullable Item next(Campaign campaign) {
        Item item = campaign.poll();
        while (item == null && campaign.hasWork() && mayLoad(campaign)) {
            lane.shard().loads();
            campaign.load();
            item = campaign.startable() ? campaign.poll() : null;
        }
        return item;
    }

    private boolean mayLoad(Campaign campaign) {
        if (!campaign.startable() || lane.isHungry()) {
            return false;
        }
        if (!lane.shard().mayLoad()) {
            lane.hungers();
            return false;
        }
        boolean room =
                inMemory < MOST_IN_MEMORY && campaign.hasRoom() && lane.shard().hasRoom();
        if (!room) {
            lane.looksAgainSoon();
        }
        return room;
    }

    private void list() {
        while (unlisted && rotation.size() < MOST_LISTED / 2) {
            String next = nextUnlisted();
            if (next == null) {
                unlisted = false;
                return;
            }
            CampaignId id = Keys.campaignOf(next);
            Campaign campaign = campaigns.get(id);
            if (campaign == null) {
                campaign = add(id);
            }
            highest = id.text();
            campaign.shelf().listed();
            campaign.offer();
        }
    }

    private @Nullable String nextUnlisted() {
        String prefix = Keys.work(lane.id(), priority);
        String from = highest.isEmpty() ? prefix : prefix + highest + "/" + Keys.END;
        String[] found = new String[1];
        lane.shard().facts().scan(from, prefix + Keys.END, (key, _) -> {
            found[0] = key;
            return false;
        });
        return found[0];
    }
}
