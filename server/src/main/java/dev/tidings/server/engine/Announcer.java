package dev.tidings.server.engine;

import dev.tidings.delivery.campaign.Endings;
import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.event.Happening;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.host.Observer;
import dev.tidings.delivery.lane.Rest;
import dev.tidings.delivery.lane.Send;
import dev.tidings.delivery.notification.DeliveryId;
import dev.tidings.delivery.send.Reason;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells those who listen to events what became of deliveries, and of what they belong to.
final class Announcer implements Observer {
    private static final Set<Reason> BLOCKS =
            Set.of(Reason.WRITES_BLOCKED, Reason.CONVERSATION_BLOCKED, Reason.DISABLED_BY_ADMIN);

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final Events events;
    private final Endings endings;

    Announcer(Events events, Endings endings) {
        this.events = events;
        this.endings = endings;
    }

    @Override
    public void rests(Rest rest) {
        endings.rests(rest);
    }

    @Override
    public void goesOn(CampaignId campaign) {
        endings.goesOn(campaign);
    }

    @Override
    public void overrules(Send send) {
        String topic = String.valueOf(send.segment().topic());
        DeliveryId delivery = delivery(send);
        LOG.info("Delivery {} goes to somebody who has opted out of its topic, which is mandatory", delivery.value());
        events.publish(
                send.segment().lane(),
                new Happening.Overruled(delivery, send.recipient().person(), topic));
    }

    @Override
    public void over(Send send, Step step) {
        if (step instanceof Step.Ended ended && send.segment().errand() == Segment.Errand.SEND) {
            tell(send, ended);
        }
    }

    private void tell(Send send, Step.Ended ended) {
        String person = send.recipient().person();
        String reason = ended.reason();
        events.publish(
                send.segment().lane(), new Happening.DeliveryEnded(delivery(send), person, ended.state(), reason));
        if (person != null
                && Optional.ofNullable(reason)
                        .flatMap(Reason::ofWord)
                        .filter(BLOCKS::contains)
                        .isPresent()) {
            events.publish(send.segment().lane(), new Happening.Blocked(person, String.valueOf(reason)));
        }
    }

    private static DeliveryId delivery(Send send) {
        return new DeliveryId(
                send.segment().id().campaign().notification(), send.item().ordinal());
    }
}
