package dev.tidings.delivery.lane;

import dev.tidings.delivery.fact.FactChanges;
import java.util.List;

/// What a tick has decided. The changes are made durable before anything is sent.
///
/// @param rests the campaigns of which nothing is left to do once the changes are durable
/// @param errands those that get the right they asked for
public record Decisions(
        FactChanges changes, List<Send> sends, List<Grant> grants, List<Rest> rests, List<Errand> errands) {}
