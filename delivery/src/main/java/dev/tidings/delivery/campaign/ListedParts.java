package dev.tidings.delivery.campaign;

import dev.tidings.delivery.audience.Organisations;
import dev.tidings.delivery.campaign.Parts.Part;
import dev.tidings.delivery.directory.Colleague;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.NotificationStore.Plan;
import dev.tidings.teams.auth.TokenException;
import dev.tidings.teams.graph.GraphException;
import dev.tidings.teams.graph.GraphPage;
import dev.tidings.teams.graph.GraphUser;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The recipients of audiences that Microsoft Graph lists, a part at a time.
///
/// For everyone the listing is first brought up to date; then come those whom it names, in the order of object ids,
/// and at last those who have a chat with the bot and whom it does not name. The cursor says which: one letter, and
/// where to go on.
record ListedParts(Organisations organisations) {
    private static final Logger LOG = LoggerFactory.getLogger(ListedParts.class);
    private static final String LISTED = "l:";
    private static final String OTHERS = "o:";

    Part everyone(Plan plan, Instant now) {
        Tenancy tenancy = plan.notification().tenancy();
        String cursor = plan.cursor();
        if (cursor.startsWith(LISTED)) {
            return listed(tenancy, cursor.substring(LISTED.length()), now);
        }
        return cursor.startsWith(OTHERS)
                ? others(tenancy, cursor.substring(OTHERS.length()), now)
                : read(tenancy, cursor);
    }

    private Part read(Tenancy tenancy, String cursor) {
        try {
            return new Part(List.of(), organisations.advance(tenancy) ? LISTED : cursor, false);
        } catch (GraphException refused) {
            LOG.warn("{} cannot be listed: {}", tenancy, refused.getMessage());
            return passes(refused) ? new Part(List.of(), cursor, true) : new Part(List.of(), LISTED, false);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Part(List.of(), cursor, true);
        }
    }

    private static boolean passes(GraphException refused) {
        return switch (refused.kind()) {
            case THROTTLED, BUSY, UNCERTAIN, FAILED, GLITCH -> true;
            case NO_TOKEN -> refused.getCause() instanceof TokenException token && token.temporary();
            default -> false;
        };
    }

    private Part listed(Tenancy tenancy, String after, Instant now) {
        List<Colleague> some = organisations.colleagues().colleagues(tenancy, after, Parts.SIZE, now);
        boolean last = some.size() < Parts.SIZE;
        return new Part(
                recipients(some), last ? OTHERS : LISTED + some.getLast().objectId(), false);
    }

    private static List<Recipient> recipients(List<Colleague> some) {
        return some.stream()
                .map(each -> Recipient.of(new Target.User(each.id()), each.id()))
                .toList();
    }

    private Part others(Tenancy tenancy, String after, Instant now) {
        List<String> ids = organisations.colleagues().others(tenancy, after, Parts.SIZE, now);
        List<Recipient> recipients =
                ids.stream().map(id -> Recipient.of(new Target.User(id), id)).toList();
        return new Part(recipients, ids.size() < Parts.SIZE ? null : OTHERS + ids.getLast(), false);
    }

    /// The next members of a group. What Graph refuses for now is asked for again, until it answers or somebody
    /// cancels: that the group can be read was seen when the notification was accepted.
    Part group(Plan plan, String group) {
        Tenancy tenancy = plan.notification().tenancy();
        @Nullable String link = plan.cursor().isEmpty() ? null : plan.cursor();
        try {
            GraphPage<GraphUser> page = organisations.members(tenancy, group, link);
            return new Part(recipients(organisations.known(tenancy, page.items())), page.next(), false);
        } catch (GraphException refused) {
            LOG.warn("The group {} of {} cannot be read for now: {}", group, tenancy, refused.getMessage());
            return new Part(List.of(), plan.cursor(), true);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Part(List.of(), plan.cursor(), true);
        }
    }
}
