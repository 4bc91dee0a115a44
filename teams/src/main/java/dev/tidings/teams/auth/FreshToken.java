package dev.tidings.teams.auth;

import java.time.Duration;

/// A token just received, and how long it is valid.
record FreshToken(String value, Duration lifetime) {
    /// Leaves the token out.
    @Override
    public String toString() {
        return "FreshToken[" + lifetime + "]";
    }
}
