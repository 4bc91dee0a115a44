package dev.tidings.teams.notice;

import dev.tidings.teams.activity.Message;
import java.util.ArrayList;
import java.util.List;

/// Looks at messages as their readers will, and says what they would miss. Nothing that it finds stops
/// a message.
public final class Linter {
    /// How many characters a banner of Teams shows at most.
    public static final int LONGEST_SUMMARY = 150;

    /// From how many characters on a sentence about what happened is not read at a glance.
    public static final int LONGEST_HEADLINE = 140;

    /// From how many characters on a text is too long to be read in a chat.
    public static final int LONGEST_TEXT = 1500;

    /// From how many characters on Teams cuts the words on a button.
    public static final int LONGEST_TITLE = 30;

    private Linter() {}

    /// What a notification lacks of the five elements, and what its card could do better.
    public static List<Finding> check(Notification notification) {
        List<Finding> findings = new ArrayList<>();
        NotificationRules.check(notification, findings::add);
        MessageRules.check(notification.message(), findings::add);
        return List.copyOf(findings);
    }

    /// What a welcome lacks of the three elements, and what its card could do better.
    public static List<Finding> check(Welcome welcome) {
        List<Finding> findings = new ArrayList<>();
        WelcomeRules.check(welcome, findings::add);
        MessageRules.check(welcome.message(), findings::add);
        return List.copyOf(findings);
    }

    /// What any message could do better.
    public static List<Finding> check(Message message) {
        List<Finding> findings = new ArrayList<>();
        MessageRules.check(message, findings::add);
        return List.copyOf(findings);
    }
}
