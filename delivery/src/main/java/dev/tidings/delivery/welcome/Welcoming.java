package dev.tidings.delivery.welcome;

import java.util.Map;

/// How an operator has the bot welcome people.
///
/// @param words the operator's own words, by bot and by language
/// @param members whether the members of a team are welcomed one by one when the bot is added to it
/// @param largestTeam a team with more members than this is spared that
public record Welcoming(Map<String, Map<String, OwnWords>> words, boolean members, int largestTeam) {
    /// Keeps its own copy.
    public Welcoming {
        words = Map.copyOf(words);
    }

    /// In the bot's own words, teams as a whole.
    public static Welcoming plain() {
        return new Welcoming(Map.of(), false, 0);
    }
}
