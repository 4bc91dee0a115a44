package dev.tidings.server.access;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tidings.delivery.store.ApiScope;
import dev.tidings.delivery.store.Reach;
import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.problem.ProblemType;
import dev.tidings.server.settings.OidcSettings;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// From the claims of a verified token to what its owner may do. Words that mean nothing here are passed over.
record ClaimsReader(OidcSettings settings) {
    /// As the standard demands of a subject.
    private static final int LONGEST_SUBJECT = 255;

    Caller caller(JWTClaimsSet claims) {
        String subject = claims.getSubject();
        if (subject == null || subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw refused("its subject is missing or too long");
        }
        return new Caller(
                "oidc:" + subject,
                scopes(claims),
                new Reach(fence(claims, settings.botsClaim()), fence(claims, settings.tenantsClaim())));
    }

    private Set<ApiScope> scopes(JWTClaimsSet claims) {
        String prefix = settings.scopePrefix();
        return settings.scopeClaims().stream()
                .flatMap(name -> words(claims.getClaim(name)))
                .filter(word -> word.startsWith(prefix))
                .map(word -> ApiScope.ofWord(word.substring(prefix.length())))
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// A fence that the settings ask for and the token does not have is not an open gate.
    private static @Nullable Set<String> fence(JWTClaimsSet claims, @Nullable String name) {
        if (name == null) {
            return null;
        }
        Set<String> within = words(claims.getClaim(name)).collect(Collectors.toUnmodifiableSet());
        if (within.isEmpty()) {
            throw refused("it lacks the claim '" + name + "', which says what it is good for");
        }
        return within;
    }

    private static Stream<String> words(@Nullable Object claim) {
        return switch (claim) {
            case String text -> Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty());
            case Collection<?> list ->
                list.stream().filter(Objects::nonNull).map(String::valueOf).filter(word -> !word.isBlank());
            case null, default -> Stream.empty();
        };
    }

    /// The answer to a token that is not accepted.
    static ProblemException refused(String why) {
        return ProblemException.at(
                "Authorization",
                ProblemType.UNAUTHENTICATED,
                "the token is not accepted: " + why,
                "Get a new one from the identity provider for this service, or use an API key.");
    }
}
