package dev.tidings.delivery.lane;

/// What kind of request to Teams is made: each kind is limited in its own way.
public enum Request {
    /// A message is sent, edited or deleted.
    SEND,
    /// A 1:1 chat is created.
    CREATE,
    /// A roster is read.
    READ,
    /// Microsoft Graph is asked, or asked to install the app: none of the connector's limits counts it.
    GRAPH;

    /// Whether it goes to one conversation or roster, which limits it too.
    boolean goesToOne() {
        return this == SEND || this == READ;
    }
}
