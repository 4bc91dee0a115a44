package dev.tidings.delivery.wording;

import org.jspecify.annotations.Nullable;

/// What the buttons of a notification tell and turn off.
///
/// @param reference told when a button is pressed, or null
/// @param topic what it is about, or null
/// @param mandatory whether the topic cannot be turned off
public record Subject(@Nullable String reference, @Nullable String topic, boolean mandatory) {
    /// Nothing is told or turned off.
    public static final Subject NONE = new Subject(null, null, false);

    /// About a topic that can be turned off.
    public static Subject of(@Nullable String topic) {
        return new Subject(null, topic, false);
    }
}
