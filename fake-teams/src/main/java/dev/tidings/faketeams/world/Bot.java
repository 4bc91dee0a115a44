package dev.tidings.faketeams.world;

/// A bot as the local Teams sees it.
public record Bot(String appId, String name) {
    /// The bot's id in activities and rosters.
    public String id() {
        return "28:" + appId;
    }
}
