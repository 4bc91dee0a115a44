package dev.tidings.delivery.wording;

import dev.tidings.teams.notice.Action;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the buttons of a notice, each a title and one deed.
record Buttons(Fields json) {
    private static final List<String> DEEDS = List.of("url", "call", "done", "snooze", "say", "command");

    static List<Action> of(Fields notice, String name) {
        List<Action> actions = new ArrayList<>();
        for (JsonNode button : notice.json().path(name)) {
            String place = name + "[" + actions.size() + "]";
            if (!button.isObject()) {
                throw notice.refused(
                        place, "it is null", "Give a title, and one of url, call, done, snooze, say and command.");
            }
            actions.add(new Buttons(new Fields(button, notice.place(place))).action());
        }
        return actions;
    }

    private Action action() {
        String title = json.required("title", "Say in a word or two what the button does.");
        return switch (deed()) {
            case "url" -> new Action.Open(title, json.requiredUrl("url"));
            case "call" -> new Action.Call(title, json.required("call", "Name it, such as approve."), data());
            case "command" -> new Action.Command(title, json.required("command", "Write a command, such as settings."));
            case "snooze" -> new Action.Snooze(title, delay());
            case "say" -> new Action.Say(title, json.required("say", "Write a command, such as settings."));
            default -> new Action.Done(title);
        };
    }

    private String deed() {
        List<String> given = DEEDS.stream().filter(json::has).toList();
        if (given.size() != 1
                || (given.contains("done") && !json.json().path("done").asBoolean(false))) {
            throw refused(
                    given.size() > 1 ? "the button does more than one thing" : "the button does nothing",
                    "Give exactly one of url, call, snooze, say, command, and \"done\": true.");
        }
        if (json.has("data") && !json.has("call")) {
            throw json.refused("data", "it goes with call only", "Give call too, or leave it out.");
        }
        return given.getFirst();
    }

    private NotSayableException refused(String message, String advice) {
        return new NotSayableException(json.place(), message, advice, null);
    }

    private @Nullable ObjectNode data() {
        return json.json().get("data") instanceof ObjectNode data ? data : null;
    }

    private Duration delay() {
        try {
            String time = json.required("snooze", "Write it as PT1H or P1D.");
            return new Action.Snooze("Later", Duration.parse(time.strip())).delay();
        } catch (DateTimeException | IllegalArgumentException unusable) {
            throw json.refused("snooze", "it is no time from a minute to 31 days", "Write it as PT1H or P1D.");
        }
    }
}
