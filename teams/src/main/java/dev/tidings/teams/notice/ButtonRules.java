package dev.tidings.teams.notice;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// What makes buttons hard to use.
final class ButtonRules {
    private ButtonRules() {}

    static void check(List<Action> actions, String field, Consumer<Finding> found) {
        Set<String> titles = new HashSet<>();
        for (int index = 0; index < actions.size(); index++) {
            Action action = actions.get(index);
            String at = field + "[" + index + "]";
            if (action.title().length() > Linter.LONGEST_TITLE) {
                found.accept(new Finding(
                        "long-button",
                        at + ".title",
                        "A button's title takes more than " + Linter.LONGEST_TITLE
                                + " characters, and Teams cuts it. Begin with the verb, and leave the rest out."));
            }
            if (!titles.add(action.title())) {
                found.accept(new Finding(
                        "same-buttons", at + ".title", "Two buttons have the same title. Say how they differ."));
            }
            if (action instanceof Action.Open open
                    && "http".equalsIgnoreCase(open.url().getScheme())) {
                found.accept(new Finding(
                        "insecure-link", at + ".url", "The address is not encrypted. Give an https address."));
            }
        }
    }
}
