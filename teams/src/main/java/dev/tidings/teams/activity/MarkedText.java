package dev.tidings.teams.activity;

import java.util.HashMap;
import java.util.Map;

/// A message text in which every mention finds its marks: Teams silently ignores a mention without them.
final class MarkedText {
    private String text;
    private final Map<String, Integer> taken = new HashMap<>();

    MarkedText(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /// Gives the mention an occurrence of its marks that no earlier mention has; if there is none, writes
    /// one before the text where that is wanted.
    ///
    /// @return whether the text has it now
    boolean place(Mention mention, boolean insert) {
        text = text.replace(mention.textUnescaped(), mention.text());
        int before = taken.getOrDefault(mention.text(), 0);
        if (count(mention.text()) <= before) {
            if (!insert) {
                return false;
            }
            text = text.isEmpty() ? mention.text() : mention.text() + " " + text;
        }
        taken.put(mention.text(), before + 1);
        return true;
    }

    private int count(String marks) {
        int count = 0;
        for (int at = text.indexOf(marks); at >= 0; at = text.indexOf(marks, at + marks.length())) {
            count++;
        }
        return count;
    }
}
