package dev.tidings.faketeams.world;

import java.util.BitSet;

/// What one bot is to the people of one tenant, a few bits per person.
final class PersonalInstalls {
    private final BitSet installed = new BitSet();
    private final BitSet known = new BitSet();
    private final BitSet removed = new BitSet();
    private final BitSet removedQuietly = new BitSet();

    void install(int person) {
        installed.set(person);
        known.set(person);
        removed.clear(person);
        removedQuietly.clear(person);
    }

    void uninstall(int person, boolean quietly) {
        installed.clear(person);
        removed.set(person);
        removedQuietly.set(person, quietly);
    }

    void know(int person) {
        known.set(person);
    }

    boolean installed(int person) {
        return installed.get(person);
    }

    boolean known(int person) {
        return known.get(person);
    }

    boolean removed(int person) {
        return removed.get(person);
    }

    boolean removedQuietly(int person) {
        return removedQuietly.get(person);
    }

    int count() {
        return installed.cardinality();
    }

    int nextKnown(int from) {
        return known.nextSetBit(from);
    }
}
