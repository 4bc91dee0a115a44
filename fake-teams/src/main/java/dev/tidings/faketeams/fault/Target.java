package dev.tidings.faketeams.fault;

import dev.tidings.faketeams.wire.Operation;
import org.jspecify.annotations.Nullable;

/// Which calls a fault may hit, and what one call is: null matches anything. Persons are object ids.
public record Target(
        @Nullable Operation operation,
        @Nullable String bot,
        @Nullable String tenant,
        @Nullable String conversation,
        @Nullable String person) {
    /// Every call.
    public static final Target ANYTHING = new Target(null, null, null, null, null);

    boolean covers(Target call) {
        return (operation == null || operation == call.operation)
                && (bot == null || bot.equals(call.bot))
                && (tenant == null || tenant.equals(call.tenant))
                && (conversation == null || conversation.equals(call.conversation))
                && (person == null || person.equals(call.person));
    }
}
