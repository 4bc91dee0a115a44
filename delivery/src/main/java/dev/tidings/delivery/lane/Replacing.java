package dev.tidings.delivery.lane;

import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Replaceable;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.notification.Delivery;

/// Notes which message the next one of the same update key replaces.
final class Replacing {
    private Replacing() {}

    /// A message that cannot be edited is not replaced either.
    static void note(FactChanges changes, Item item, Step.Ended step) {
        Segment segment = item.segment().segment();
        String key = segment.manner().updateKey();
        Delivery.Sent sent = step.sent();
        if (key != null && sent != null && sent.activityId() != null && segment.errand() == Segment.Errand.SEND) {
            changes.put(
                    Keys.replaceable(segment.lane(), key, item.conversation()),
                    FactJson.write(new Replaceable(segment.id().campaign().notification(), sent)));
        }
    }
}
