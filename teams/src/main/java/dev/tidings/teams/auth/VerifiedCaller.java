package dev.tidings.teams.auth;

/// The proof that a request came from Teams and is meant for one of our bots.
///
/// @param appId the app id of the bot that the token was made for, as it was configured
public record VerifiedCaller(String appId) {}
