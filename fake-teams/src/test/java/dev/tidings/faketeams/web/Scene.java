package dev.tidings.faketeams.web;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/// Some places with the bot in them, and a bot that posts there.
final class Scene {
    static final String CARD = "application/vnd.microsoft.card.adaptive";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    final FakeTeams teams;
    final Person ann;
    final Person ben;
    final String chat;
    final String group;
    final String general;
    final String channel;

    Scene(FakeTeams teams) {
        this.teams = teams;
        ann = teams.scenery().person(0);
        ben = teams.scenery().person(1);
        chat = teams.scenery().personalChat(ann);
        group = teams.scenery().chats().get(0).id();
        general = teams.scenery().teams().get(0).id();
        channel = teams.scenery().teams().get(0).channels().get(1).id();
    }

    /// The bot is installed for Ann, in the first group chat and in the first team.
    Scene installed() {
        teams.people().install(ann);
        teams.people().installIn(ann, group);
        teams.people().installIn(ann, general);
        return this;
    }

    /// The bot sends an activity; the answer is its id.
    String sends(String conversation, ObjectNode activity) {
        return call("POST", "v3/conversations/" + segment(conversation) + "/activities", activity);
    }

    String says(String conversation, String text) {
        return sends(conversation, text(text));
    }

    /// The bot sends an activity that only one person sees.
    String whispers(String conversation, Person to, String text) {
        ObjectNode activity = text(text);
        activity.putObject("recipient").put("id", teams.scenery().userId(to));
        return call(
                "POST", "v3/conversations/" + segment(conversation) + "/activities?isTargetedActivity=true", activity);
    }

    String updates(String conversation, String message, ObjectNode activity) {
        return call("PUT", "v3/conversations/" + segment(conversation) + "/activities/" + message, activity);
    }

    String deletes(String conversation, String message) {
        return call("DELETE", "v3/conversations/" + segment(conversation) + "/activities/" + message, Json.object());
    }

    /// The bot mentions a person in front of a text.
    ObjectNode mentioning(Person person, String text) {
        String at = "<at>" + person.name() + "</at>";
        ObjectNode activity = text(at + " " + text);
        ObjectNode entity = activity.putArray("entities").addObject();
        entity.put("type", "mention").put("text", at);
        entity.putObject("mentioned").put("id", teams.scenery().userId(person)).put("name", person.name());
        return activity;
    }

    static ObjectNode text(String text) {
        return Json.object().put("type", "message").put("text", text);
    }

    static ObjectNode card(String content) {
        ObjectNode activity = Json.object().put("type", "message");
        activity.putArray("attachments")
                .addObject()
                .put("contentType", CARD)
                .set("content", Json.value(content).orElseThrow());
        return activity;
    }

    private String call(String method, String path, ObjectNode body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(teams.serviceUrl() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(Json.write(body)))
                .build();
        try {
            HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
            return Json.value(answer.body())
                    .map(json -> json.path("id").stringValue(""))
                    .orElse("");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static String segment(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
