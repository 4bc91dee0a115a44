package dev.tidings.delivery.store;

import java.time.Instant;

/// An activity as it arrived.
///
/// @param conversation the conversation's id, or empty if it names none
/// @param key what tells it from the others of its conversation
/// @param body the whole activity as JSON
public record Arrival(String bot, String conversation, String key, String body, Instant receivedAt) {

    /// Leaves the body out.
    @Override
    public String toString() {
        return "Arrival[" + bot + ", " + conversation + ", " + key + "]";
    }
}
