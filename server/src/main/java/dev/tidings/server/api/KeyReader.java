package dev.tidings.server.api;

import dev.tidings.delivery.store.ApiKey;
import dev.tidings.delivery.store.ApiScope;
import dev.tidings.delivery.store.Reach;
import dev.tidings.server.access.Caller;
import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.problem.ProblemType;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Checks what a new key is asked to be; nobody can hand out more than they have.
///
/// @param knownBots the names of the configured bots
record KeyReader(Caller caller, Set<String> knownBots, Instant now) {
    private static final int LONGEST_NAME = 100;

    ApiKey read(KeyRequest request) {
        Instant expiresAt = request.expiresAt();
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            throw ProblemException.invalid("expiresAt", "it is in the past", "Use a later time, or leave it out.");
        }
        return new ApiKey(
                UUID.randomUUID().toString(),
                name(request.name()),
                scopes(request.scopes()),
                new Reach(bots(request.bots()), tenants(request.tenants())),
                now,
                expiresAt,
                null);
    }

    private static String name(@Nullable String name) {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw ProblemException.invalid(
                    "name", "a key needs a name of 1 to " + LONGEST_NAME + " characters", "Say what it is for.");
        }
        return name.strip();
    }

    private Set<ApiScope> scopes(@Nullable List<String> words) {
        if (words == null || words.isEmpty()) {
            throw ProblemException.invalid(
                    "scopes", "a key needs at least one scope", "Use send, broadcast, read or admin.");
        }
        Set<ApiScope> scopes = EnumSet.noneOf(ApiScope.class);
        for (String word : words) {
            scopes.add(ApiScope.ofWord(String.valueOf(word))
                    .orElseThrow(() -> ProblemException.invalid(
                            "scopes", "there is no such scope", "Use send, broadcast, read or admin.")));
        }
        if (!caller.scopes().containsAll(scopes)) {
            throw beyond("scopes");
        }
        return scopes;
    }

    private @Nullable Set<String> bots(@Nullable List<String> wanted) {
        Set<String> bots = fence("bots", wanted, caller.reach().bots());
        if (bots != null && !knownBots.containsAll(bots)) {
            throw ProblemException.invalid(
                    "bots", "there is no such bot", "Known are: " + String.join(", ", knownBots));
        }
        return bots;
    }

    private @Nullable Set<String> tenants(@Nullable List<String> wanted) {
        return fence("tenants", wanted, caller.reach().tenants());
    }

    private static @Nullable Set<String> fence(String field, @Nullable List<String> wanted, @Nullable Set<String> own) {
        if (wanted == null) {
            return own;
        }
        if (wanted.isEmpty() || wanted.stream().anyMatch(id -> id == null || id.isBlank())) {
            throw ProblemException.invalid(field, "the list has no or an empty entry", "Leave it out for all.");
        }
        Set<String> fence = Set.copyOf(wanted);
        if (own != null && !own.containsAll(fence)) {
            throw beyond(field);
        }
        return fence;
    }

    private static ProblemException beyond(String field) {
        return ProblemException.at(
                field,
                ProblemType.NOT_PERMITTED,
                "a key cannot make a key that may do more than itself",
                "Ask for less, or use a key with more rights.");
    }
}
