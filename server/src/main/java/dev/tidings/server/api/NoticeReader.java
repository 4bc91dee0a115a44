package dev.tidings.server.api;

import dev.tidings.server.problem.ProblemException;
import dev.tidings.teams.notice.Action;
import dev.tidings.teams.notice.Item;
import dev.tidings.teams.notice.Notification;
import dev.tidings.teams.notice.Welcome;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// From the API's `notification` and `welcome` to what the library renders; what could not be shown is
/// refused here.
final class NoticeReader {
    private static final int LONGEST = 4000;

    private NoticeReader() {}

    static Notification notification(NoticeJson json, @Nullable String topic) {
        String what = required("notification.what", json.what(), "Say in one sentence what happened.");
        List<Action> actions = actions("notification.actions", json.actions());
        URI link = url("notification.link", json.link());
        int buttons = actions.size() + (link == null ? 0 : 1) + (topic == null ? 0 : 1);
        requireFew("notification.actions", buttons);
        Notification notification = new Notification(
                what,
                optional("notification.text", json.text()),
                item(json.item()),
                optional("notification.actor", json.actor()),
                actions,
                link,
                null,
                false,
                language("notification.language", json.language()));
        return topic == null ? notification : notification.about(topic);
    }

    static Welcome welcome(WelcomeJson json) {
        String why = Objects.requireNonNullElse(optional("welcome.why", json.why()), "");
        String offer = Objects.requireNonNullElse(optional("welcome.offer", json.offer()), "");
        if (why.isBlank() && offer.isBlank()) {
            throw ProblemException.invalid(
                    "welcome.why", "there is neither a reason nor an offer", "Give both why and offer.");
        }
        List<Action> next = actions("welcome.next", json.next());
        requireFew("welcome.next", next.size());
        return new Welcome(
                optional("welcome.title", json.title()),
                why,
                offer,
                next,
                language("welcome.language", json.language()));
    }

    private static void requireFew(String field, int buttons) {
        if (buttons > Notification.MOST_BUTTONS) {
            throw ProblemException.invalid(
                    field,
                    "the card would have " + buttons + " buttons, and Teams shows " + Notification.MOST_BUTTONS,
                    "Leave some out; the link and a topic's button to opt out count too.");
        }
    }

    private static @Nullable Item item(NoticeJson.@Nullable ItemJson json) {
        if (json == null) {
            return null;
        }
        String name = required("notification.item.name", json.name(), "Name what it happened to.");
        List<Item.Fact> facts = new ArrayList<>();
        Map<String, String> given = json.facts() == null ? Map.of() : json.facts();
        given.forEach((title, value) -> facts.add(
                new Item.Fact(title, required("notification.item.facts." + title, value, "Give it a value."))));
        return new Item(name, url("notification.item.url", json.url()), facts);
    }

    private static List<Action> actions(String field, @Nullable List<NoticeJson.ActionJson> json) {
        List<Action> actions = new ArrayList<>();
        for (NoticeJson.ActionJson action : json == null ? List.<NoticeJson.ActionJson>of() : json) {
            actions.add(action(field + "[" + actions.size() + "]", action));
        }
        return actions;
    }

    private static Action action(String field, NoticeJson.@Nullable ActionJson json) {
        if (json == null) {
            throw ProblemException.invalid(
                    field, "it is null", "Give a title, and one of url, call, done, snooze, say and command.");
        }
        String title = required(field + ".title", json.title(), "Say in a word or two what the button does.");
        requireOneDeed(field, json);
        if (json.url() != null) {
            return new Action.Open(title, Objects.requireNonNull(url(field + ".url", json.url())));
        }
        if (json.call() != null) {
            return new Action.Call(
                    title, required(field + ".call", json.call(), "Name it, such as approve."), json.data());
        }
        if (json.command() != null) {
            return new Action.Command(
                    title, required(field + ".command", json.command(), "Write a command, such as settings."));
        }
        if (json.snooze() != null) {
            return new Action.Snooze(title, delay(field + ".snooze", json.snooze()));
        }
        return json.say() == null
                ? new Action.Done(title)
                : new Action.Say(title, required(field + ".say", json.say(), "Write a command, such as settings."));
    }

    private static void requireOneDeed(String field, NoticeJson.ActionJson json) {
        long deeds = Stream.of(json.url(), json.call(), json.done(), json.snooze(), json.say(), json.command())
                .filter(Objects::nonNull)
                .count();
        if (deeds != 1 || Boolean.FALSE.equals(json.done())) {
            throw ProblemException.invalid(
                    field,
                    deeds > 1 ? "the button does more than one thing" : "the button does nothing",
                    "Give exactly one of url, call, snooze, say, command, and \"done\": true.");
        }
        if (json.data() != null && json.call() == null) {
            throw ProblemException.invalid(
                    field + ".data", "it goes with call only", "Give call too, or leave it out.");
        }
    }

    private static Duration delay(String field, String time) {
        try {
            return new Action.Snooze("Later", Duration.parse(time.strip())).delay();
        } catch (DateTimeException | IllegalArgumentException unusable) {
            throw ProblemException.invalid(field, "it is no time from a minute to 31 days", "Write it as PT1H or P1D.");
        }
    }

    private static @Nullable URI url(String field, @Nullable String address) {
        if (address == null) {
            return null;
        }
        try {
            return new Action.Open("Open", URI.create(address.strip())).url();
        } catch (IllegalArgumentException unusable) {
            throw ProblemException.invalid(
                    field,
                    "it is no address that a button can open",
                    "Give an https address, such as https://x.example.");
        }
    }

    private static Locale language(String field, @Nullable String tag) {
        if (tag == null) {
            return Locale.ENGLISH;
        }
        try {
            return new Locale.Builder().setLanguageTag(tag).build();
        } catch (IllformedLocaleException unreadable) {
            throw ProblemException.invalid(field, "it is no language tag", "Write it as de or pt-BR.");
        }
    }

    private static String required(String field, @Nullable String text, String action) {
        if (text == null || text.isBlank()) {
            throw ProblemException.invalid(field, "it is missing", action);
        }
        return Objects.requireNonNull(optional(field, text));
    }

    private static @Nullable String optional(String field, @Nullable String text) {
        if (text != null && text.length() > LONGEST) {
            throw ProblemException.invalid(
                    field, "it has more than " + LONGEST + " characters", "Say the gist, and link to the rest.");
        }
        return text == null || text.isBlank() ? null : text;
    }
}
