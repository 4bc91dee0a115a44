package dev.tidings.delivery.lane;

import java.time.Instant;

/// A bot, a tenant or a region that is not sent to for now, and is probed at times.
///
/// @param kind what is in trouble: `bot`, `tenant` or `region`
/// @param name the bot's name, `bot/tenant`, or the origin of the service URL
/// @param reason a stable kebab-case word
/// @param until when the next probe may leave
public record Alarm(String kind, String name, String reason, Instant since, Instant until) {}
