package dev.tidings.delivery.event;

/// What a listener gets.
public sealed interface Heard {

    /// An event.
    record Told(Event event) implements Heard {}

    /// Some events are not kept any more, so the listener has missed them, or may have.
    ///
    /// @param resume what comes after this id is still there
    record Missed(long resume) implements Heard {}

    /// Nothing happened for as long as the listener wanted to wait.
    record Nothing() implements Heard {}
}
