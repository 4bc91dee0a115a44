package dev.tidings.delivery.lane;

import dev.tidings.delivery.fact.FactChanges;
import java.util.List;

/// What a tick has decided. The changes are made durable before anything is sent.
public record Decisions(FactChanges changes, List<Send> sends, List<Grant> grants) {}
