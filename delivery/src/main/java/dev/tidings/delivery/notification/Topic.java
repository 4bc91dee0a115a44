package dev.tidings.delivery.notification;

/// Something that people can subscribe to, or opt out of.
///
/// @param mandatory whether opting out has no effect, as for safety
/// @param subscribers how many people subscribe to it
/// @param optedOut how many people have opted out of it
public record Topic(String name, boolean mandatory, long subscribers, long optedOut) {}
