package dev.tidings.delivery.lane;

import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.fact.Segment;

/// The right to carry one delivery now: one request of a kind, to begin with.
///
/// @param segment what the delivery is a part of, for what is true of all of it
/// @param conversation as which limits count the recipient
/// @param first the kind of request that may leave at once
/// @param attempt counts from 1
/// @param step the key under which the beginning of the attempt is recorded before the call
public record Send(
        ItemId item,
        Segment segment,
        Recipient recipient,
        String conversation,
        Request first,
        int attempt,
        String step) {}
