package dev.tidings.faketeams.inbound;

import java.time.Duration;

/// How long a bot may take to answer an activity, and how often it is posted again when the bot does not
/// answer with 2xx. A 4xx is final; silence, 5xx and unreachable bots are tried again.
public record Patience(Duration answerWithin, int resends, Duration pause) {
    /// 15 seconds and one repeat, as Teams.
    public static Patience ofTeams() {
        return new Patience(Duration.ofSeconds(15), 1, Duration.ofMillis(200));
    }
}
