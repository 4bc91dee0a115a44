package dev.tidings.server.api;

import dev.tidings.delivery.notification.Names;
import java.util.AbstractList;
import java.util.Iterator;

/// A list of people of whom some have data of their own; packed like the names alone. Immutable.
final class NamedPeople extends AbstractList<String> {
    private final Names ids;
    private final Names data;

    /// @param data of each of them, a JSON object or an empty text
    NamedPeople(Names ids, Names data) {
        this.ids = ids;
        this.data = data;
    }

    /// Whom it names.
    Names ids() {
        return ids;
    }

    /// What is given for each of them, a JSON object or an empty text.
    Names data() {
        return data;
    }

    @Override
    public String get(int index) {
        return ids.get(index);
    }

    @Override
    public int size() {
        return ids.size();
    }

    @Override
    public Iterator<String> iterator() {
        return ids.iterator();
    }
}
