package dev.tidings.teams.notice;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a notification is about: the thing that something happened to.
///
/// @param name its name as people know it, shown as it is
/// @param url where it can be looked at, or null
/// @param facts what else is worth knowing about it, in the order of reading
public record Item(String name, @Nullable URI url, List<Fact> facts) {

    /// A detail with a label.
    ///
    /// @param title such as `Before`
    /// @param value such as `149.00`, shown as it is
    public record Fact(String title, String value) {}

    /// @throws IllegalArgumentException if it has no name, or its address is none to open
    public Item {
        Texts.requireText("an item's name", name);
        Texts.requireOpenable(url);
        facts = List.copyOf(facts);
    }

    /// An item of which only the name is known.
    public static Item of(String name) {
        return new Item(name, null, List.of());
    }

    /// The same with an address.
    public Item at(URI address) {
        return new Item(name, address, facts);
    }

    /// The same with one more fact.
    public Item with(String title, String value) {
        List<Fact> more = new ArrayList<>(facts);
        more.add(new Fact(title, value));
        return new Item(name, url, more);
    }
}
