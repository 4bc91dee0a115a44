package dev.tidings.delivery.inbound;

import dev.tidings.delivery.directory.Knowledge;
import dev.tidings.delivery.store.RecordedActivity;
import java.util.ArrayList;
import java.util.List;

/// Activities that are written together, and what they say, merged: who is heard from often is written
/// once.
final class Gathered {
    private final List<Arrived> understood = new ArrayList<>();
    private final Knowledge learnt = new Knowledge();

    void add(Arrived arrived, Knowledge said) {
        learnt.learn(said);
        understood.add(arrived);
    }

    List<Arrived> understood() {
        return understood;
    }

    List<RecordedActivity> recorded() {
        return understood.stream().map(Arrived::recorded).toList();
    }

    Knowledge learnt() {
        return learnt;
    }
}
