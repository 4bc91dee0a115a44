package dev.tidings.delivery.store;

/// Something for the process that sends, from another one on the same database.
///
/// @param about the key, campaign or notification that it is about
/// @param body what else there is to say
public record Post(long number, Kind kind, String about, String body) {

    /// What is told.
    public enum Kind {
        /// Work is durable, under this key.
        WORK,
        /// An order about a campaign is durable.
        ORDER,
        /// A notification has another message, durably.
        EDIT,
        /// There is something to plan.
        PLAN,
        /// Deliveries of a notification are to be tried again; how many are is to be answered.
        REQUEUE,
        /// What became of a delivery was found out; whether it was uncertain is to be answered.
        SETTLE;

        /// Whether somebody waits for an answer.
        public boolean asks() {
            return this == REQUEUE || this == SETTLE;
        }
    }
}
