package dev.tidings.delivery.press;

/// What somebody told the bot to do.
///
/// @param topic what follows the verb; empty if nothing does
record Command(Verb verb, String topic) {}
