package dev.tidings.delivery.press;

import tools.jackson.databind.node.ObjectNode;

/// What somebody who pressed a button sees.
public sealed interface Answer {

    /// A card in place of the one they pressed.
    record Card(ObjectNode card) implements Answer {}

    /// A few words; the card stays as it is.
    record Words(String text) implements Answer {}
}
