package dev.tidings.delivery.store;

import java.util.Optional;

/// Few, small things that an installation must remember, by name. Thread-safe; writing returns when it is
/// durable.
public interface SettingStore {

    /// What is kept under a name.
    Optional<String> find(String name);

    /// Keeps a value, unless something is kept under the name already.
    ///
    /// @return what is kept now
    String keepFirst(String name, String value);

    /// Keeps a value in place of what was kept before.
    void put(String name, String value);
}
