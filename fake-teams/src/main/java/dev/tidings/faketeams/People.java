package dev.tidings.faketeams;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.inbound.BotAnswer;
import dev.tidings.faketeams.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Acts as the people of a local Teams. Every method waits until the bot has answered and says what it
/// answered; what makes no sense is an [IllegalArgumentException]. Everything here can also be done with a
/// JSON object through [#does], with the same fields as `POST /_fake/activities/{name}`. Thread-safe.
public final class People {
    private final FakeTeams teams;
    private final @Nullable String bot;

    People(FakeTeams teams) {
        this(teams, null);
    }

    private People(FakeTeams teams, @Nullable String bot) {
        this.teams = teams;
        this.bot = bot;
    }

    /// What was done: the message and conversation it was about, or empty, and the bot's answers in order.
    public record Done(String message, String conversation, List<BotAnswer> answers) {
        public Done {
            answers = List.copyOf(answers);
        }

        /// Whether the bot took every activity.
        public boolean ok() {
            return answers.stream().allMatch(BotAnswer::ok);
        }

        /// The only or last answer.
        public BotAnswer answer() {
            if (answers.isEmpty()) {
                throw new IllegalStateException("the bot heard nothing of it");
            }
            return answers.get(answers.size() - 1);
        }
    }

    /// The same, towards another bot than the first.
    public People towards(String appId) {
        return new People(teams, appId);
    }

    /// Installs the app for a person.
    public Done install(Person by) {
        return does("install", in(by, "personal"));
    }

    /// Installs in the team of this channel, or in this group chat.
    public Done installIn(Person by, String conversation) {
        return does("install", in(by, conversation));
    }

    /// Removes the app from a person.
    public Done uninstall(Person by) {
        return does("uninstall", in(by, "personal"));
    }

    /// Removes the app from the team of this channel, or from this group chat.
    public Done uninstallFrom(Person by, String conversation) {
        return does("uninstall", in(by, conversation));
    }

    /// Writes to the bot in their own chat.
    public Done says(Person by, String text) {
        return does("message", in(by, "personal").put("text", text));
    }

    /// Writes in a channel or group chat; the bot hears only what mentions it.
    public Done saysIn(Person by, String conversation, String text) {
        return does("message", in(by, conversation).put("text", text));
    }

    /// Mentions the bot in a channel, a thread (`{channel};messageid={id}`) or a group chat.
    public Done mentionsBot(Person by, String conversation, String text) {
        return does("message", in(by, conversation).put("text", text).put("mention", true));
    }

    /// Reacts to a message; `type` is such as `like`.
    public Done reacts(Person by, String conversation, String message, String type) {
        return does("reaction", in(by, conversation).put("message", message).put("type", type));
    }

    /// Presses a button; `action` is the card's action object as JSON.
    public Done presses(Person by, String conversation, String message, String action) {
        ObjectNode request = in(by, conversation).put("message", message);
        request.set(
                "action", Json.value(action).orElseThrow(() -> new IllegalArgumentException("not JSON: " + action)));
        return does("card-action", request);
    }

    /// Edits a message of their own.
    public Done edits(Person by, String conversation, String message, String text) {
        return does("edit", in(by, conversation).put("message", message).put("text", text));
    }

    /// Deletes a message of their own.
    public Done deletes(Person by, String conversation, String message) {
        return does("delete", in(by, conversation).put("message", message));
    }

    /// Adds somebody to the team of this channel, or to this group chat.
    public Done adds(Person added, String conversation) {
        ObjectNode request = Json.object().put("in", conversation).put("person", added.objectId());
        return does("member-added", request);
    }

    /// Removes somebody from the team of this channel, or from this group chat.
    public Done removes(Person removed, String conversation) {
        ObjectNode request = Json.object().put("in", conversation).put("person", removed.objectId());
        return does("member-removed", request);
    }

    /// Does what is named, with a JSON object as over HTTP.
    public Done does(String name, String json) {
        ObjectNode request = Json.value(json)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseThrow(() -> new IllegalArgumentException("not a JSON object: " + json));
        return does(name, request);
    }

    private Done does(String name, ObjectNode request) {
        if (bot != null && !request.has("bot")) {
            request.put("bot", bot);
        }
        FakeTeams.Acted acted = teams.act(name, request);
        return new Done(acted.message(), acted.conversation(), acted.answers());
    }

    private static ObjectNode in(Person by, String conversation) {
        return Json.object().put("by", by.objectId()).put("in", conversation);
    }
}
