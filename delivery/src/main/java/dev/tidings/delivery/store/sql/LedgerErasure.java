package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Done;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.SegmentId;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Takes a person out of the ledger: lines stay without saying whom they were for. Work that is not
/// done is left, as the engine holds it.
final class LedgerErasure {
    /// Stands for whoever was erased.
    static final String NOBODY = "erased";

    private final Handle handle;
    private final Tenancy lane;
    private final Set<String> ids;
    private final HashErasure hashes;
    private int erased;
    private int underWay;

    LedgerErasure(Handle handle, Tenancy lane, Set<String> ids) {
        this.handle = handle;
        this.lane = lane;
        this.ids = ids;
        this.hashes = new HashErasure(handle, lane);
    }

    int erased() {
        return erased;
    }

    int underWay() {
        return underWay;
    }

    void run() {
        PersonSegments places = new PersonSegments(handle, lane, ids, null);
        Stream.generate(places::next)
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .toList()
                .forEach(this::erase);
        hashes.run();
    }

    private void erase(SegmentId id) {
        byte[] done = Facts.get(handle, Keys.done(id));
        if (done != null) {
            erase(FactJson.done(done));
            return;
        }
        for (Priority priority : Priority.values()) {
            byte[] open = Facts.get(handle, Keys.work(lane, priority, id));
            if (open != null) {
                underWay += (int) FactJson.segment(open).recipients().stream()
                        .filter(this::meant)
                        .count();
            }
        }
    }

    private boolean meant(Recipient recipient) {
        return ids.contains(recipient.target().id())
                || (recipient.person() != null && ids.contains(recipient.person()));
    }

    private void erase(Done done) {
        Segment segment = done.segment();
        List<Recipient> recipients = new ArrayList<>(segment.recipients());
        List<Done.End> ends = new ArrayList<>(done.ends());
        int before = erased;
        for (int position = 0; position < recipients.size(); position++) {
            if (meant(recipients.get(position))) {
                recipients.set(position, nobody(recipients.get(position)));
                ends.set(position, nowhere(ends.get(position)));
                erased++;
            }
        }
        if (erased > before) {
            Segment rest = segment.with(recipients);
            put(Keys.done(segment.id()), FactJson.write(new Done(rest, ends)));
            hashes.gone(segment, rest);
            audience(segment.id().campaign());
        }
    }

    private static Recipient nobody(Recipient recipient) {
        return new Recipient(new Target.User(NOBODY), NOBODY, recipient.original(), null);
    }

    private static Done.End nowhere(Done.End end) {
        Step.Ended step = end.step();
        return new Done.End(
                new Step.Ended(step.at(), step.state(), step.reason(), step.detail(), null), end.attempts());
    }

    private void put(String key, byte[] value) {
        handle.execute("UPDATE facts SET v = ? WHERE k = ?", value, key);
    }

    /// The notification itself may name the person.
    private void audience(CampaignId campaign) {
        String id = campaign.notification().value();
        handle.createQuery("SELECT audience FROM notifications WHERE id = ?")
                .bind(0, id)
                .mapTo(String.class)
                .findOne()
                .map(AudienceJson::read)
                .ifPresent(audience -> handle.execute(
                        "UPDATE notifications SET audience = ? WHERE id = ?",
                        AudienceJson.write(without(audience)),
                        id));
    }

    private Audience without(Audience audience) {
        return switch (audience) {
            case Audience.One(Target.User(String user)) -> new Audience.One(new Target.User(unlessMeant(user)));
            case Audience.Users(List<String> users) ->
                new Audience.Users(users.stream().map(this::unlessMeant).toList());
            case Audience.One _,
                    Audience.Listed _,
                    Audience.Members _,
                    Audience.Channels _,
                    Audience.Subscribers _,
                    Audience.Group _,
                    Audience.Everyone _ -> audience;
        };
    }

    private String unlessMeant(String user) {
        return ids.contains(PersonIds.kept(user)) ? NOBODY : user;
    }
}
