package dev.tidings.teams.auth;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// No access token could be had; the message says why and what to do, and holds no secret.
public final class TokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Why there is no token, in the terms of who can do something about it.
    public enum Reason {
        /// The client secret, certificate or assertion is not the app's: configure the right one.
        WRONG_CREDENTIAL,
        /// The client secret, certificate or assertion has expired: create a new one.
        EXPIRED_CREDENTIAL,
        /// The tenant knows no app of this id: check app id, tenant and app type.
        UNKNOWN_APP,
        /// There is no such tenant: check the tenant id.
        WRONG_TENANT,
        /// The tenant's administrator has not consented to the app.
        MISSING_CONSENT,
        /// The scope or resource asked for is not one that the app may ask for.
        WRONG_SCOPE,
        /// The credential cannot be read or is not in a usable form; nothing was sent.
        UNUSABLE_CREDENTIAL,
        /// The login service did not answer, was busy, or failed: it is tried again by itself.
        UNAVAILABLE,
        /// The login service refused for a reason that has no name here; the message names its code.
        REFUSED
    }

    private final Reason reason;
    private final @Nullable String code;

    /// For a token source of one's own.
    ///
    /// @param message why there is no token and what to do, without any secret
    public TokenException(Reason reason, String message, @Nullable Throwable cause) {
        this(reason, null, message, cause);
    }

    TokenException(Reason reason, @Nullable String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.code = code;
    }

    /// Why there is no token.
    public Reason reason() {
        return reason;
    }

    /// The login service's own code, such as `AADSTS7000215`.
    public Optional<String> code() {
        return Optional.ofNullable(code);
    }

    /// Whether waiting may help; otherwise somebody has to change the configuration.
    public boolean temporary() {
        return reason == Reason.UNAVAILABLE;
    }

    /// The same failure for another caller, whose own stack it then shows.
    TokenException again() {
        return new TokenException(reason, code, String.valueOf(getMessage()), this);
    }
}
