package dev.tidings.delivery.fact;

import org.jspecify.annotations.Nullable;

/// Facts under keys that are ordered by their characters. All keys are ASCII.
///
/// Reading is done by whoever owns the shard; what was put with [#commit] is visible as soon as that returned.
public interface FactStore {

    /// The fact under a key, or null if there is none.
    byte @Nullable [] get(String key);

    /// Shows the facts from one key, inclusive, to another, exclusive, in the order of keys, until the visitor
    /// has seen enough.
    void scan(String from, String to, Visitor visitor);

    /// Makes changes durable, all or none of them.
    void commit(FactChanges changes);

    /// Sees facts one by one.
    @FunctionalInterface
    interface Visitor {

        /// Sees one fact.
        ///
        /// @return whether to go on
        boolean fact(String key, byte[] value);
    }
}
