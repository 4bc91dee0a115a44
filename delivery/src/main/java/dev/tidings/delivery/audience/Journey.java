package dev.tidings.delivery.audience;

import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.GraphAccess;
import dev.tidings.delivery.bot.Pace;
import dev.tidings.delivery.directory.Tenancy;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What a recipient is reached with.
///
/// @param pace asked before each request
/// @param trail where each step is recorded
/// @param oneOfMany whether others are reached as well: then Graph is asked before anything is created
/// @param insists whether the app is installed also for those who have removed it
public record Journey(Bot bot, Tenancy tenancy, Pace pace, Trail trail, boolean oneOfMany, BooleanSupplier insists) {

    @Nullable
    GraphAccess graph() {
        return bot.graph();
    }
}
