package dev.tidings.teams.activity;

/// What an `installationUpdate` reports.
public enum InstallationAction {
    ADD("add"),
    REMOVE("remove"),
    ADD_UPGRADE("add-upgrade"),
    REMOVE_UPGRADE("remove-upgrade");

    private final String wire;

    InstallationAction(String wire) {
        this.wire = wire;
    }

    /// The word on the wire.
    public String wire() {
        return wire;
    }

    /// Whether the bot is there afterwards.
    public boolean installed() {
        return this == ADD || this == ADD_UPGRADE;
    }
}
