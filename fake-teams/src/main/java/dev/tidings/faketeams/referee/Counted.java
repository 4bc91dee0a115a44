package dev.tidings.faketeams.referee;

import java.util.Locale;

/// What a limit counts.
public enum Counted {
    SEND,
    CREATE,
    MEMBERS,
    MEMBERS_UNPAGED,
    CONVERSATIONS,
    /// Any request to Microsoft Graph.
    GRAPH,
    GRAPH_DELETE,
    /// A request to Microsoft Graph about one team.
    GRAPH_TEAM,
    /// Any request to the connector.
    EVERYTHING;

    /// The name on the wire.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
