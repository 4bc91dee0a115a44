package dev.tidings.delivery.intake;

import dev.tidings.delivery.store.Reach;
import org.jspecify.annotations.Nullable;

/// Where somebody wants to act, and what they may see at all.
///
/// @param bot the name of the bot
/// @param tenant the tenant's id, or null to take the only one that can be meant
public record Scope(String bot, @Nullable String tenant, Reach reach) {}
