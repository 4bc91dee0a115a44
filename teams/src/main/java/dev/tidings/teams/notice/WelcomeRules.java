package dev.tidings.teams.notice;

import java.util.function.Consumer;

/// The three elements of a welcome.
final class WelcomeRules {
    private WelcomeRules() {}

    static void check(Welcome welcome, Consumer<Finding> found) {
        if (welcome.why().isBlank()) {
            found.accept(new Finding(
                    "no-why",
                    "welcome.why",
                    "It does not say why the reader gets it. Name where the app was added, and by whom."));
        }
        if (welcome.offer().isBlank()) {
            found.accept(new Finding(
                    "no-offer", "welcome.offer", "It does not say what the bot offers. Name what it is good for."));
        }
        if (welcome.next().isEmpty()) {
            found.accept(new Finding(
                    "no-next", "welcome.next", "It does not say what to do next. Add a button with a command to try."));
        }
        ButtonRules.check(welcome.next(), "welcome.next", found);
        LengthRules.text("welcome.why", welcome.why(), found);
        LengthRules.text("welcome.offer", welcome.offer(), found);
    }
}
