package dev.tidings.delivery.lane;

/// What kind of request to Teams is made: each kind is limited in its own way.
public enum Request {
    /// A message is sent, edited or deleted.
    SEND,
    /// A 1:1 chat is created.
    CREATE,
    /// A roster is read.
    READ
}
