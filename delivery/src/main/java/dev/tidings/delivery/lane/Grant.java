package dev.tidings.delivery.lane;

import dev.tidings.delivery.fact.ItemId;

/// The right to one further request for a delivery that is under way and asked for it.
public record Grant(ItemId item, Request request) {}
