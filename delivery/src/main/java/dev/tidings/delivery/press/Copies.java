package dev.tidings.delivery.press;

import dev.tidings.delivery.campaign.Campaigns;
import dev.tidings.delivery.campaign.NotPossibleException;
import dev.tidings.delivery.press.Originals.Original;
import dev.tidings.delivery.store.Reach;
import dev.tidings.teams.activity.Attachment;
import dev.tidings.teams.activity.Message;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// Puts another card in place of one that was sent, for everybody who sees it.
record Copies(Campaigns campaigns) {
    private static final Logger LOG = LoggerFactory.getLogger(Copies.class);

    /// What was pressed counts also where the card cannot be changed any more.
    void edit(Original original, ObjectNode card) {
        Message message = Message.of(Attachment.card(card));
        Optional<String> summary = original.message().summary();
        try {
            campaigns.edit(
                    original.notification().id(),
                    summary.map(message::withSummary).orElse(message),
                    Reach.EVERYTHING);
        } catch (NotPossibleException late) {
            LOG.info(
                    "The card of notification {} stays as it is: {}",
                    original.notification().id().value(),
                    late.getMessage());
        }
    }
}
