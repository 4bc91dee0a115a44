package dev.tidings.faketeams.control;

import dev.tidings.faketeams.world.Bot;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What a person did: which activities the bot hears of it, and the id of the message it made or touched, or
/// empty.
record Deed(Bot bot, List<ObjectNode> activities, String message, String conversation) {
    static Deed heard(Bot bot, List<ObjectNode> activities) {
        return new Deed(bot, activities, "", "");
    }

    static Deed heard(Bot bot, ObjectNode activity) {
        return heard(bot, List.of(activity));
    }

    Deed about(String messageId, String conversationId) {
        return new Deed(bot, activities, messageId, conversationId);
    }
}
