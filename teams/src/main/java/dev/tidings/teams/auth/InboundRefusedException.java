package dev.tidings.teams.auth;

/// An inbound request that is not proven to come from Teams; the message says which rule it broke and repeats
/// nothing of the token.
public final class InboundRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The rule that was broken, in the order in which the rules are checked.
    public enum Rule {
        /// There is no `Authorization: Bearer` header.
        BEARER(401),
        /// The token is not a signed JWT of a usable size.
        TOKEN(401),
        /// The token is signed with another algorithm than RS256, RS384 or RS512.
        ALGORITHM(401),
        /// None of the keys could be fetched yet, so nothing can be verified: the sender may try again.
        KEYS(503),
        /// The token names no key, or one that is not published.
        KEY(401),
        /// The signature is not that key's.
        SIGNATURE(401),
        /// The token was issued by somebody else.
        ISSUER(401),
        /// The token is meant for none of our bots.
        AUDIENCE(401),
        /// The token has expired, or is not valid yet.
        VALIDITY(401),
        /// The token was made for another service URL than the activity names.
        SERVICE_URL(403),
        /// The signing key is not endorsed for the activity's channel.
        ENDORSEMENT(403);

        private final int status;

        Rule(int status) {
            this.status = status;
        }
    }

    private final Rule rule;

    InboundRefusedException(Rule rule, String message) {
        super(message);
        this.rule = rule;
    }

    /// The rule that was broken.
    public Rule rule() {
        return rule;
    }

    /// The HTTP status to answer with: 401 for a token that proves nothing, 403 for a good one that does
    /// not cover this activity, 503 while there are no keys to verify with.
    public int status() {
        return rule.status;
    }
}
