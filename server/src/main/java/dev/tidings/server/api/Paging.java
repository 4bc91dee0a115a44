package dev.tidings.server.api;

import dev.tidings.delivery.store.PageRequest;
import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/// From the parameters `cursor` and `limit` to the part of a list that is wanted.
final class Paging {
    private Paging() {}

    static PageRequest of(@Nullable String cursor, @Nullable String limit) {
        return PageRequest.of(cursor, limit(limit));
    }

    static int limit(@Nullable String limit) {
        if (limit == null) {
            return PageRequest.DEFAULT_LIMIT;
        }
        try {
            int items = Integer.parseInt(limit);
            if (items >= 1 && items <= PageRequest.MAX_LIMIT) {
                return items;
            }
        } catch (NumberFormatException noNumber) {
            // refused below, like a number out of range
        }
        throw ProblemException.at(
                "limit",
                ProblemType.INVALID_PARAMETER,
                "the value is not a whole number from 1 to " + PageRequest.MAX_LIMIT,
                "Correct it, or leave it out for " + PageRequest.DEFAULT_LIMIT + ".");
    }
}
