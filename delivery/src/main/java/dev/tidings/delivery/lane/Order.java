package dev.tidings.delivery.lane;

/// What people want of a campaign that is running.
public enum Order {
    /// Nothing of it begins until it is resumed.
    PAUSE,
    /// It goes on.
    RESUME,
    /// What has not begun ends as cancelled.
    CANCEL
}
