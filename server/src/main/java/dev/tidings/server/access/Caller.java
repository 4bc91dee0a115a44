package dev.tidings.server.access;

import dev.tidings.delivery.store.ApiScope;
import dev.tidings.delivery.store.Reach;
import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.problem.ProblemType;
import java.util.EnumSet;
import java.util.Set;

/// Who asks: an API key, the owner of an identity provider's token, or anybody on this machine in dev mode.
///
/// @param id owns idempotency keys
/// @param reach the bots and tenants outside of which nothing exists for this caller
public record Caller(String id, Set<ApiScope> scopes, Reach reach) {
    /// Where a request carries its caller.
    public static final String ATTRIBUTE = Caller.class.getName();

    /// Keeps its own copy of the scopes.
    public Caller {
        scopes = Set.copyOf(scopes);
    }

    static Caller withoutFences(String id) {
        return new Caller(id, EnumSet.allOf(ApiScope.class), Reach.EVERYTHING);
    }

    /// Refuses a caller that may not do this.
    public void require(ApiScope scope) {
        if (!scopes.contains(scope)) {
            throw ProblemException.of(
                    ProblemType.NOT_PERMITTED,
                    "this API key or token lacks the scope '" + scope.word() + "'",
                    "Use one that has it; a key can be made through POST /api/v1/keys.");
        }
    }
}
