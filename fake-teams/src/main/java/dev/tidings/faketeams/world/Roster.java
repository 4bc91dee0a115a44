package dev.tidings.faketeams.world;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Who belongs to a team or chat: a run of the directory plus those added, minus those removed. Holds
/// indexes of people.
public final class Roster {
    private final int start;
    private final int length;
    private final int people;
    private final Set<Integer> added = new LinkedHashSet<>();
    private final Set<Integer> removed = new LinkedHashSet<>();

    Roster(int start, int length, int people) {
        this.start = start;
        this.length = Math.min(length, people);
        this.people = people;
    }

    /// Whether the person at this place of the directory is in it.
    public boolean contains(int person) {
        return inRun(person) ? !removed.contains(person) : added.contains(person);
    }

    /// How many people are in it.
    public int size() {
        return length - removed.size() + added.size();
    }

    /// Some of their places in the directory, in order.
    public List<Integer> page(int offset, int limit) {
        return all().skip(offset).limit(limit).boxed().toList();
    }

    /// Adds somebody; false if they were in it.
    public boolean add(int person) {
        return inRun(person) ? removed.remove(person) : added.add(person);
    }

    /// Removes somebody; false if they were not in it.
    public boolean remove(int person) {
        return inRun(person) ? removed.add(person) : added.remove(person);
    }

    private IntStream all() {
        IntStream run =
                IntStream.range(0, length).map(i -> (start + i) % people).filter(i -> !removed.contains(i));
        return IntStream.concat(run, added.stream().mapToInt(Integer::intValue));
    }

    private boolean inRun(int person) {
        return Math.floorMod(person - start, people) < length;
    }
}
