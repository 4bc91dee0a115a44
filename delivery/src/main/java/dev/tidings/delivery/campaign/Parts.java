package dev.tidings.delivery.campaign;

import dev.tidings.delivery.audience.Organisations;
import dev.tidings.delivery.directory.Channel;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.FactStore;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.AudienceStore;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.store.LedgerStore;
import dev.tidings.delivery.store.NotificationStore.Plan;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// Reads the recipients of campaigns, a part at a time: never all of them are in memory.
record Parts(
        DirectoryStore directory,
        AudienceStore audiences,
        LedgerStore ledger,
        FactStore facts,
        @Nullable Organisations organisations,
        BiPredicate<Tenancy, String> roster) {
    /// How many recipients are planned in one transaction.
    static final int SIZE = 10 * Segment.MOST;

    /// How many pages of a ledger are read for one part, where few of it was delivered.
    private static final int MOST_PAGES = 40;

    /// Some recipients, and where the next ones are to be found.
    ///
    /// @param cursor null if there are no further ones
    /// @param waits whether the next ones are known only when further deliveries have ended
    /// @param spent keys of facts that are of no use any more once these are planned
    record Part(List<Recipient> recipients, @Nullable String cursor, boolean waits, List<String> spent) {
        Part(List<Recipient> recipients, @Nullable String cursor, boolean waits) {
            this(recipients, cursor, waits, List.of());
        }
    }

    /// The next people of an audience.
    Part people(Plan plan, Instant now) {
        if (plan.notification().audience() instanceof Audience.Listed) {
            return listed(plan);
        }
        if (plan.cursor().isEmpty() && isUnread(plan)) {
            return new Part(List.of(), plan.cursor(), true);
        }
        if (plan.notification().audience() instanceof Audience.Channels(String team)) {
            return channels(plan, team);
        }
        if (organisations != null && organisations.reads(plan.notification().tenancy())) {
            switch (plan.notification().audience()) {
                case Audience.Everyone() -> {
                    return new ListedParts(organisations).everyone(plan, now);
                }
                case Audience.Group(String id) -> {
                    return new ListedParts(organisations).group(plan, id);
                }
                case Audience.One _,
                        Audience.Users _,
                        Audience.Listed _,
                        Audience.Members _,
                        Audience.Channels _,
                        Audience.Subscribers _ -> {
                    // The directory knows them.
                }
            }
        }
        List<String> ids = audiences.people(
                plan.notification().tenancy(), plan.notification().audience(), plan.cursor(), SIZE, now);
        List<Recipient> recipients =
                ids.stream().map(id -> Recipient.of(new Target.User(id), id)).toList();
        return new Part(recipients, ids.size() < SIZE ? null : ids.getLast(), false);
    }

    /// Whether the roster of the team that it is for is still to be read.
    private boolean isUnread(Plan plan) {
        String team = switch (plan.notification().audience()) {
            case Audience.Members(String id) -> id;
            case Audience.Channels(String id) -> id;
            case Audience.One _,
                    Audience.Users _,
                    Audience.Listed _,
                    Audience.Subscribers _,
                    Audience.Group _,
                    Audience.Everyone _ -> null;
        };
        return team != null && !roster.test(plan.notification().tenancy(), team);
    }

    private Part channels(Plan plan, String team) {
        Page<Channel> page = directory.channels(
                plan.notification().tenancy(),
                team,
                PageRequest.of(plan.cursor().isEmpty() ? null : plan.cursor(), PageRequest.MAX_LIMIT));
        List<Recipient> recipients = page.items().stream()
                .filter(channel -> !channel.deleted())
                .map(channel -> Recipient.of(new Target.Channel(channel.id(), null), null))
                .toList();
        return new Part(recipients, page.next(), false);
    }

    /// The next ones of a long list, as they were taken in.
    private Part listed(Plan plan) {
        List<Recipient> recipients = new ArrayList<>();
        List<String> spent = new ArrayList<>();
        String prefix = Keys.listed(plan.campaign());
        facts.scan(prefix, prefix + Keys.END, (key, value) -> {
            recipients.addAll(FactJson.segment(value).recipients());
            spent.add(key);
            return recipients.size() < SIZE;
        });
        return new Part(recipients, recipients.size() < SIZE ? null : spent.getLast(), false, spent);
    }

    /// The next ones whom a message has reached that is to be edited or recalled, up to the first delivery of which
    /// that is not known yet.
    ///
    /// @param moreToCome whether the notification itself is still being planned
    Part reached(Plan plan, boolean moreToCome) {
        Reached reached = new Reached(plan);
        for (int pages = 0; pages < MOST_PAGES && reached.recipients.size() <= SIZE - Segment.MOST; pages++) {
            PageRequest request = new PageRequest(reached.cursor, PageRequest.MAX_LIMIT);
            Page<Delivery> page = ledger.deliveries(plan.notification(), DeliveryFilter.ALL, request);
            if (!reached.take(page.items())) {
                return new Part(reached.recipients, reached.cursor, true);
            }
            if (page.next() == null) {
                return new Part(reached.recipients, moreToCome ? reached.cursor : null, moreToCome);
            }
        }
        return new Part(reached.recipients, reached.cursor, false);
    }

    private static final class Reached {
        final List<Recipient> recipients = new ArrayList<>();
        private final Plan plan;
        String cursor;

        Reached(Plan plan) {
            this.plan = plan;
            this.cursor = plan.cursor();
        }

        /// @return false if it met a delivery that has not ended
        boolean take(List<Delivery> deliveries) {
            for (Delivery delivery : deliveries) {
                if (delivery.state().open()) {
                    return false;
                }
                cursor = Long.toString(delivery.id().ordinal());
                Delivery.Sent sent = delivery.sent();
                if (delivery.state() == DeliveryState.DELIVERED && sent != null && concerns(sent)) {
                    recipients.add(new Recipient(
                            delivery.target(), delivery.person(), delivery.id().ordinal(), sent));
                }
            }
            return true;
        }

        /// What was sent with the text of this edit, or of a later one, needs no edit.
        private boolean concerns(Delivery.Sent sent) {
            return sent.activityId() != null
                    && (plan.errand() == Segment.Errand.RECALL
                            || sent.edit() < plan.campaign().order());
        }
    }
}
