package dev.tidings.teams.auth;

import java.util.Optional;

/// Where one bot's access tokens come from.
///
/// Implementations are safe to use from many threads and answer from memory as long as a token is valid.
@FunctionalInterface
public interface TokenSource {

    /// A token that is valid now, or empty if requests are to be sent without one.
    ///
    /// May wait for the network.
    ///
    /// @throws TokenException if no valid token is at hand and none could be had
    Optional<String> token();

    /// Tells that a server answered 401 to this token: it is not handed out again. A token that is not the
    /// current one is ignored, so that late reports do no harm.
    default void refused(String token) {}

    /// The source of a bot without credentials: no token, ever.
    static TokenSource none() {
        return Optional::empty;
    }
}
