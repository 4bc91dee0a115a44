package dev.tidings.delivery.store;

/// A caller's wish to be accepted once, however often it asks.
///
/// @param owner the id of the API key that asks: the same key of another caller is another claim
/// @param key what the caller chose
/// @param bodyHash a hash of what it asks for
public record IdempotencyClaim(String owner, String key, String bodyHash) {}
