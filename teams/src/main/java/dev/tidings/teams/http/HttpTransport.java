package dev.tidings.teams.http;

/// Carries one HTTP request to its server and brings back whatever was answered.
///
/// Implementations never follow a redirect, never repeat a request by themselves, and are safe to use from many
/// threads.
public interface HttpTransport extends AutoCloseable {

    /// Sends the request and waits for the whole answer; any status is an answer.
    ///
    /// @throws TransportException if there is no answer; it says whether the request may have reached the
    ///     server
    HttpAnswer send(HttpCall call);

    /// Closes connections and threads that this transport owns; a request under way may fail.
    @Override
    void close();
}
