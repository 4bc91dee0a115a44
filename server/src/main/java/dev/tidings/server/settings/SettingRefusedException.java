package dev.tidings.server.settings;

/// A setting with which the server must not start: names it, says why, and what to do.
public final class SettingRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    /// @param setting the setting's name as the operator writes it
    /// @param reason why it cannot be used, one clause
    /// @param action what to do, one or more sentences
    public SettingRefusedException(String setting, String reason, String action) {
        super(setting + ": " + reason);
        this.action = action;
    }

    /// What to do about it.
    public String action() {
        return action;
    }
}
