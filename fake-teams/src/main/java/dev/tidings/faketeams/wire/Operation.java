package dev.tidings.faketeams.wire;

import java.util.Locale;
import java.util.Optional;

/// What a caller asked for; the kebab-case name is used in faults and in the report.
public enum Operation {
    CREATE,
    SEND,
    REPLY,
    UPDATE,
    DELETE,
    REACT,
    MEMBERS,
    PAGED_MEMBERS,
    MEMBER,
    TEAM,
    CHANNELS,
    CONVERSATIONS,
    BATCH,
    UNSUPPORTED,
    GRAPH_USERS,
    GRAPH_USER,
    GRAPH_MAILBOX,
    GRAPH_GROUP,
    GRAPH_CATALOG,
    GRAPH_INSTALLED,
    GRAPH_INSTALL,
    GRAPH_CHAT,
    GRAPH_UNINSTALL,
    TOKEN,
    METADATA;

    /// The name on the wire, such as `paged-members`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The operation with that name on the wire.
    public static Optional<Operation> named(String word) {
        for (Operation each : values()) {
            if (each.word().equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
