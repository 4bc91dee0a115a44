package dev.tidings.delivery.intake;

import dev.tidings.teams.graph.GraphException;

/// Why a group cannot be read, and what can be done about it.
final class GroupTrouble {
    private GroupTrouble() {}

    static String sentence(GraphException refused) {
        return switch (refused.kind()) {
            case NOT_FOUND -> "The organisation has no group of this id.";
            case NO_PERMISSION, FORBIDDEN ->
                "No administrator has consented to reading groups: ask one to consent to GroupMember.Read.All for the"
                        + " bot's registration.";
            case NO_TOKEN, UNAUTHORIZED ->
                "Microsoft Graph does not accept the bot in this organisation: ask an administrator to consent to the"
                        + " bot's registration. " + refused.getMessage();
            default -> "Microsoft Graph cannot be asked for now; try again later. " + refused.getMessage();
        };
    }
}
