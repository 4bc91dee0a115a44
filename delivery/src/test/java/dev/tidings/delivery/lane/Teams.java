package dev.tidings.delivery.lane;

import java.time.Duration;

/// How the simulated Teams behaves: how long things take, and what it answers.
interface Teams {

    /// How long a request is on its way there.
    default long there() {
        return 0;
    }

    /// How long until its answer is back, from its arrival.
    long back();

    /// What a request that arrived gets as its answer.
    Answer answer(Simulation.Arrival arrival);

    /// Whether a person's chat must be created first.
    default boolean isNew(String conversation) {
        return false;
    }

    /// How often Microsoft Graph is asked before the message is sent.
    default int asksGraph(String conversation) {
        return 0;
    }

    /// What may come back.
    sealed interface Answer {
        /// It was taken.
        record Taken() implements Answer {}

        /// Too many.
        record TooMany(Duration retryAfter) implements Answer {}

        /// The service failed.
        record Failed() implements Answer {}

        /// Nothing came back.
        record Silent() implements Answer {}
    }
}
