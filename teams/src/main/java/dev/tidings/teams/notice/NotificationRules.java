package dev.tidings.teams.notice;

import java.util.function.Consumer;

/// The five elements of a notification.
final class NotificationRules {
    private NotificationRules() {}

    static void check(Notification notification, Consumer<Finding> found) {
        what(notification, found);
        if (notification.item() == null) {
            found.accept(
                    new Finding("no-item", "notification.item", "It does not say what it happened to. Name the item."));
        }
        if (notification.actor() == null || notification.actor().isBlank()) {
            found.accept(new Finding(
                    "no-actor", "notification.actor", "It does not say who did it. Name the person or the system."));
        }
        if (notification.actions().isEmpty() && notification.link() == null) {
            found.accept(new Finding(
                    "no-action",
                    "notification.actions",
                    "There is nothing the reader can do about it. Add a button, or a link to look at it."));
        }
        if (notification.topic() == null) {
            found.accept(new Finding(
                    "no-opt-out",
                    "topic",
                    "The reader cannot stop such messages. Name a topic, and the card gets a button for it."));
        }
        ButtonRules.check(notification.actions(), "notification.actions", found);
        LengthRules.text("notification.text", notification.text(), found);
    }

    private static void what(Notification notification, Consumer<Finding> found) {
        String what = Texts.plain(notification.what());
        if (what.length() > Linter.LONGEST_HEADLINE) {
            found.accept(new Finding(
                    "long-what",
                    "notification.what",
                    "What happened takes more than " + Linter.LONGEST_HEADLINE
                            + " characters. Say it in one sentence, and the rest in the text."));
        }
        if (what.length() > 12 && what.equals(what.toUpperCase(notification.language())) && shouts(what)) {
            found.accept(new Finding(
                    "shouting", "notification.what", "It is all in capital letters. Write it as a sentence."));
        }
    }

    /// Some scripts have no small letters.
    private static boolean shouts(String text) {
        return text.codePoints().anyMatch(Character::isUpperCase);
    }
}
