package dev.tidings.delivery.inbound;

import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.teams.activity.Activity;
import java.time.Instant;

/// What is learnt from an activity; pure.
interface Lessons {
    Knowledge from(String bot, Activity activity, Instant receivedAt);
}
