package dev.tidings.delivery.send;

import dev.tidings.delivery.wording.Words;

/// What is to be said now.
///
/// @param edit the number of the edit that it comes from; 0 for the original one
public record Wording(Words words, int edit) {}
