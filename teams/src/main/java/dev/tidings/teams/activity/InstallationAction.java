package dev.tidings.teams.activity;

/// What an `installationUpdate` reports.
public enum InstallationAction {
    /// Somebody installed the app.
    ADD("add"),
    /// Somebody removed the app.
    REMOVE("remove"),
    /// An upgrade of the app brought the bot.
    ADD_UPGRADE("add-upgrade"),
    /// An upgrade of the app took the bot away.
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
