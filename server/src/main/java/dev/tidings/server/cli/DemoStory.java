package dev.tidings.server.cli;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.People;
import dev.tidings.faketeams.Scenery;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.world.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the demo does: people install the bot, and the server writes to them through its REST API.
final class DemoStory {
    private final FakeTeams teams;
    private final ApiClient api;
    private final List<Step> steps = new ArrayList<>();

    /// One message of the story.
    ///
    /// @param arrived whether the local Teams has it in the right place
    record Step(String where, String text, boolean arrived) {}

    DemoStory(FakeTeams teams, ApiClient api) {
        this.teams = teams;
        this.api = api;
    }

    List<Step> tell() {
        Scenery scenery = teams.scenery();
        Person ann = scenery.person(0);
        Person ben = scenery.person(1);
        Scenery.TeamView team = scenery.teams().getFirst();
        Scenery.ChannelView channel = team.channels().getLast();
        Scenery.ChatView chat = scenery.chats().getFirst();
        teams.people().install(ann);
        teams.people().installIn(ann, channel.id());
        teams.people().installIn(ann, chat.id());
        awaitLearnt("/api/v1/people", scenery.userId(ann));
        awaitLearnt("/api/v1/teams", channel.id());
        awaitLearnt("/api/v1/chats", chat.id());

        send(
                "1:1 chat with " + ann.name(),
                "user",
                scenery.userId(ann),
                null,
                scenery.personalChat(ann),
                "The price of your flight fell to 99 EUR.");
        send("group chat " + chat.name(), "chat", chat.id(), null, chat.id(), "The nightly export is ready.");
        String root = send(
                "channel " + channel.name(),
                "channel",
                channel.id(),
                null,
                channel.id(),
                "The office is closed on Friday.");
        send(
                "thread in " + channel.name(),
                "channel",
                channel.id(),
                root,
                channel.id(),
                "It opens again on Monday at 8.");
        mentioned(ben, channel);
        return steps;
    }

    /// The sample of the page this product starts from: mentioned in a team, the bot writes to that person,
    /// then goes
    /// on
    /// where it was mentioned.
    private void mentioned(Person person, Scenery.ChannelView channel) {
        People.Done mention = teams.people().mentionsBot(person, channel.id(), "hello");
        String id = teams.scenery().userId(person);
        awaitLearnt("/api/v1/people", id);
        send(
                "1:1 chat with " + person.name(),
                "user",
                id,
                null,
                teams.scenery().personalChat(person),
                "Hello " + person.name() + ". You sent me a message. This is a proactive responsive message.");
        send(
                "where " + person.givenName() + " mentioned the bot",
                "conversation",
                mention.conversation(),
                null,
                channel.id(),
                "I wrote to you in our chat.");
    }

    /// Sends through the server, waits for the outcome, and looks for the message in the local Teams.
    ///
    /// @return the message's id there, or empty if it is missing
    private String send(String where, String kind, String id, @Nullable String thread, String place, String text) {
        ObjectNode notification = JsonMapper.shared().createObjectNode();
        ObjectNode to = notification.putObject("to").put(kind, id);
        if (thread != null) {
            to.put("thread", thread);
        }
        notification.putObject("message").put("text", text);
        Outcome outcome = new Outcome(api, api.send(notification).path("id").stringValue(""));
        outcome.await();
        String found = teams.scenery().messages().stream()
                .filter(message -> message.conversation().startsWith(place)
                        && message.text().equals(text))
                .map(Message::id)
                .findFirst()
                .orElse("");
        steps.add(new Step(where, text, !found.isEmpty() && outcome.allDelivered()));
        return found;
    }

    private void awaitLearnt(String path, String id) {
        Outcome.awaitTrue(
                () -> api.get(path + "?limit=500").toString().contains(id),
                "the server has not learnt what the simulated Teams told it");
    }
}
