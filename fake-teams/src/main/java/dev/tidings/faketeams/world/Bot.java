package dev.tidings.faketeams.world;

/// A bot as the local Teams sees it.
///
/// @param sessions whether its app has sessions
public record Bot(String appId, String name, boolean sessions) {
    /// The bot's id in activities and rosters.
    public String id() {
        return "28:" + appId;
    }
}
