package dev.tidings.teams.notice;

import dev.tidings.teams.activity.Activity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What somebody asked for by pressing a button of a card of this room.
public sealed interface Press {

    /// The field of a button's data that this room reads and writes.
    String FIELD = "tidings";

    /// Which message the button was on, as [Notification#message(String)] was told; null if it was told
    /// nothing.
    @Nullable
    String reference();

    /// Wants nothing more of a topic.
    record OptOut(@Nullable String reference, String topic) implements Press {}

    /// Wants a topic again, or for the first time.
    record OptIn(@Nullable String reference, String topic) implements Press {}

    /// Has dealt with the message.
    record Done(@Nullable String reference) implements Press {}

    /// Wants to see the message again later.
    ///
    /// @param delay how much later
    record Snoozed(@Nullable String reference, Duration delay) implements Press {}

    /// Pressed a button of the sender's own.
    ///
    /// @param name what the sender calls it
    /// @param title the words on the button
    /// @param data what the sender gave with it, or null
    record Called(
            @Nullable String reference,
            String name,
            String title,
            @Nullable ObjectNode data) implements Press {}

    /// Gives the bot a command, as if they had written it.
    ///
    /// @param command such as `settings`
    record Asked(@Nullable String reference, String command) implements Press {}

    /// Chose on the card of their preferences what they want of topics, and when they are not disturbed.
    ///
    /// @param hours null if the card did not ask for quiet hours
    record Chose(
            @Nullable String reference,
            List<Wanted> topics,
            @Nullable Hours hours) implements Press {
        /// Keeps its own copy.
        public Chose {
            topics = List.copyOf(topics);
        }

        /// What was chosen otherwise than the card showed it: `all`, `hourly`, `digest` or `nothing`, by topic.
        public Map<String, String> changes() {
            Map<String, String> changes = new LinkedHashMap<>();
            for (Wanted wanted : topics) {
                String chosen = wanted.chosen();
                if (chosen != null && !chosen.isBlank() && !chosen.equals(wanted.shown())) {
                    changes.put(wanted.topic(), chosen);
                }
            }
            return changes;
        }
    }

    /// A topic on the card of somebody's preferences.
    ///
    /// @param shown what they wanted of it when the card was made, or null if they had chosen nothing
    /// @param chosen what they chose, or null before they did
    record Wanted(
            String topic, @Nullable String shown, @Nullable String chosen) {}

    /// Quiet hours on the card of somebody's preferences.
    ///
    /// @param shown what the card showed: times such as `20:00-07:00`, `off` or `default`
    /// @param chosen `own`, `off` or `default`, or null before they chose
    /// @param from when they begin, such as `20:00`; empty if nothing was put in
    /// @param to when they are over
    record Hours(String shown, @Nullable String chosen, String from, String to) {
        static final String OWN = "own";

        /// What was chosen otherwise than the card showed it: times, `off` or `default`; empty if nothing
        /// was. Times may be no times at all, if something else was put in.
        public Optional<String> change() {
            if (chosen == null || chosen.isBlank()) {
                return Optional.empty();
            }
            // Whoever writes down times means them, also without having chosen from the list above them.
            boolean times = chosen.equals(OWN) || (chosen.equals(mode(shown)) && !(from + to).isBlank());
            return Optional.of(times ? from + "-" + to : chosen).filter(change -> !change.equals(shown));
        }

        static String mode(String shown) {
            return shown.equals(Preferences.Quiet.OFF) || shown.equals(Preferences.Quiet.USUAL) ? shown : OWN;
        }
    }

    /// What a button submits for this.
    default ObjectNode submitted() {
        ObjectNode said = JsonNodeFactory.instance.objectNode();
        switch (this) {
            case OptOut out -> said.put("do", "opt-out").put("topic", out.topic());
            case OptIn in -> said.put("do", "opt-in").put("topic", in.topic());
            case Done done -> said.put("do", "done");
            case Snoozed snoozed ->
                said.put("do", "snooze").put("for", snoozed.delay().toString());
            case Called called -> {
                said.put("do", "call").put("name", called.name()).put("title", called.title());
                if (called.data() != null) {
                    said.set("data", called.data().deepCopy());
                }
            }
            case Asked asked -> said.put("do", "command").put("command", asked.command());
            case Chose chose -> {
                said.put("do", "choose");
                ArrayNode topics = said.putArray("topics");
                chose.topics()
                        .forEach(wanted ->
                                topics.addObject().put("topic", wanted.topic()).put("shown", wanted.shown()));
                if (chose.hours() != null) {
                    said.put("quiet", chose.hours().shown());
                }
            }
        }
        if (reference() != null) {
            said.put("ref", reference());
        }
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.set(FIELD, said);
        return data;
    }

    /// What an activity asks for; empty if it is no button of this room.
    static Optional<Press> of(Activity activity) {
        if (activity instanceof Activity.Invoke invoke && invoke.name().equals("adaptiveCard/action")) {
            return PressReader.read(invoke.value(), "action", "data");
        }
        return activity instanceof Activity.Message message ? PressReader.read(message.value()) : Optional.empty();
    }
}
