package dev.tidings.delivery.campaign;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Done;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.FactStore;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.fact.Tally;
import dev.tidings.delivery.intake.Sending;
import dev.tidings.delivery.lane.Order;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.NotificationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Stands for the engine: keeps what it is told, and writes the facts that the engine would write when a test says
/// how deliveries go.
public final class RecordingSending implements Sending {
    private final FactStore facts;
    private final Instant now;
    private final Consumer<Segment> told;
    private final List<Segment> segments = new CopyOnWriteArrayList<>();
    private final List<Map.Entry<CampaignId, Order>> orders = Collections.synchronizedList(new ArrayList<>());
    private final List<NotificationId> edited = new CopyOnWriteArrayList<>();
    private final List<Delivery> requeued = new ArrayList<>();
    private volatile double rate;

    public RecordingSending(FactStore facts, Instant now) {
        this(facts, now, segment -> {});
    }

    /// @param told told of each segment that is accepted
    RecordingSending(FactStore facts, Instant now, Consumer<Segment> told) {
        this.facts = facts;
        this.now = now;
        this.told = told;
    }

    @Override
    public void accepted(Segment segment) {
        segments.add(segment);
        told.accept(segment);
    }

    @Override
    public void ordered(CampaignId campaign, Order order) {
        orders.add(Map.entry(campaign, order));
    }

    @Override
    public void edited(NotificationId id) {
        edited.add(id);
    }

    /// The notifications that got another message.
    public List<NotificationId> edited() {
        return List.copyOf(edited);
    }

    @Override
    public int requeue(Notification notification, List<Delivery> deliveries) {
        List<Delivery> able = deliveries.stream()
                .filter(delivery -> delivery.state().canBecome(DeliveryState.QUEUED))
                .toList();
        requeued.addAll(able);
        return able.size();
    }

    @Override
    public boolean settle(Notification notification, Delivery delivery, DeliveryState as) {
        ItemId item =
                ItemId.of(CampaignId.sending(notification.id()), delivery.id().ordinal());
        byte[] bytes = facts.get(Keys.done(item.segment()));
        if (bytes == null || delivery.state() != DeliveryState.UNCERTAIN) {
            return false;
        }
        Done done = FactJson.done(bytes);
        finish(
                done.segment(),
                position -> position == item.position()
                        ? ended(as, null, null)
                        : done.ends().get(position).step());
        return true;
    }

    @Override
    public double rate(CampaignId campaign) {
        return rate;
    }

    /// From now on so many deliveries end per second.
    public void goesAt(double perSecond) {
        rate = perSecond;
    }

    /// What was accepted so far, in that order.
    public List<Segment> segments() {
        return segments;
    }

    /// What was ordered so far, in that order.
    public List<Map.Entry<CampaignId, Order>> orders() {
        return orders;
    }

    /// What was queued again.
    public List<Delivery> requeued() {
        return requeued;
    }

    /// All deliveries of a segment are delivered.
    public void deliver(Segment segment) {
        finish(segment, position -> delivered(segment, position));
    }

    /// All deliveries of a segment end as a function of their position.
    public void finish(Segment segment, IntFunction<Step.Ended> ends) {
        List<Done.End> all = IntStream.range(0, segment.recipients().size())
                .mapToObj(position -> new Done.End(ends.apply(position), 1))
                .toList();
        facts.commit(new FactChanges()
                .put(Keys.done(segment.id()), FactJson.write(new Done(segment, all)))
                .put(Keys.tally(segment.id()), FactJson.write(tally(all)))
                .delete(Keys.work(segment)));
    }

    /// A step of one delivery whose segment goes on.
    public void step(Segment segment, int position, int number, Step step) {
        facts.commit(new FactChanges()
                .put(Keys.step(new ItemId(segment.id(), position), number), FactJson.write(step)));
    }

    /// A delivery that arrived, with an id that names its place.
    public Step.Ended delivered(Segment segment, int position) {
        String person = segment.recipients().get(position).target().id();
        return ended(
                DeliveryState.DELIVERED,
                null,
                new Delivery.Sent("a:" + person, "activity-" + position, "http://127.0.0.1:1/"));
    }

    /// A delivery that ended.
    public Step.Ended ended(DeliveryState state, @Nullable String reason, Delivery.@Nullable Sent sent) {
        return new Step.Ended(now, state, reason, null, sent);
    }

    private static Tally tally(List<Done.End> ends) {
        Map<List<Object>, Long> counts = ends.stream()
                .collect(Collectors.groupingBy(
                        end -> List.of(
                                end.step().state(),
                                end.step().reason() == null ? "" : end.step().reason()),
                        Collectors.counting()));
        return new Tally(counts.entrySet().stream()
                .map(entry -> new Tally.Count(
                        (DeliveryState) entry.getKey().get(0),
                        (String) entry.getKey().get(1),
                        entry.getValue()))
                .toList());
    }
}
