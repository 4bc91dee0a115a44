package dev.tidings.server.api;

import dev.tidings.server.problem.Problem;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the code's annotations cannot say about the API: who may call, what goes wrong, and the endpoint for Teams.
final class Description {
    private static final String PROBLEM = "#/components/schemas/Problem";
    private static final Map<String, String> ANYWHERE = Map.of(
            "401", "There is no usable key in the Authorization header.",
            "403", "The key lacks the scope, or, in dev mode, the request comes from elsewhere.",
            "503", "The database is not available; try again after Retry-After seconds.");
    private static final Map<String, String> WITH_BODY = Map.of(
            "400", "The body is not JSON, or a field is unknown, missing or wrong; nothing was accepted.",
            "413", "The body, or the message in it, is too large.",
            "415", "The body is not application/json.");
    /// Where a body names a place that may not be known.
    private static final List<String> PLACES = List.of("/notifications", "/notify", "/replies");
    private static final List<String> METHODS = List.of("get", "post", "put", "delete");

    private final ObjectNode api;

    Description(JsonNode generated) {
        this.api = (ObjectNode) generated;
    }

    ObjectNode complete() {
        api.remove("servers");
        info();
        problemSchema();
        security();
        ObjectNode paths = api.withObject("/paths");
        paths.forEachEntry((path, item) -> {
            for (String method : METHODS) {
                if (item.get(method) instanceof ObjectNode operation) {
                    problems(path, operation);
                }
            }
        });
        messages(paths);
        return api;
    }

    private void info() {
        api.putObject("info")
                .put("title", "Tidings")
                .put("version", "v1")
                .put(
                        "description",
                        "Proactive messages for Microsoft Teams. Lists are paged: pass `next` as `cursor`. Errors are"
                                + " problem documents (RFC 9457) with a stable `type`, the field at fault and what to do."
                                + " Times are RFC 3339.");
    }

    private void problemSchema() {
        ObjectNode schema = api.withObject("/components/schemas").putObject("Problem");
        schema.put("type", "object").put("description", "What is wrong, where, and what to do about it.");
        ObjectNode fields = schema.putObject("properties");
        text(fields, "type", "Tells programs what kind of problem it is; stable.", "urn:tidings:problem:unknown-field");
        text(fields, "title", "The kind in a few words.", "A field is not known");
        fields.putObject("status").put("type", "integer").put("example", 400);
        text(fields, "detail", "What is wrong.", "there is no such field here; known are: card, format, text");
        text(fields, "field", "The field, header or parameter at fault.", "message.txt");
        text(fields, "action", "What to do about it.", "Correct its name or leave it out. Nothing was accepted.");
        schema.putArray("required").add("type").add("title").add("status").add("detail");
    }

    private static void text(ObjectNode fields, String name, String description, String example) {
        fields.putObject(name)
                .put("type", "string")
                .put("description", description)
                .put("example", example);
    }

    private void security() {
        api.withObject("/components/securitySchemes")
                .putObject("apiKey")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "An API key of POST /api/v1/keys, or the admin key of the server's settings.");
        api.putArray("security").addObject().putArray("apiKey");
    }

    private static void problems(String path, ObjectNode operation) {
        ObjectNode responses = operation.withObject("/responses");
        ANYWHERE.forEach((status, why) -> problem(responses, status, why));
        if (operation.has("requestBody")) {
            WITH_BODY.forEach((status, why) -> problem(responses, status, why));
        } else if (operation.has("parameters")) {
            problem(responses, "400", "A parameter has a wrong value.");
        }
        if (path.contains("{") || PLACES.stream().anyMatch(path::endsWith)) {
            problem(responses, "404", "There is no such thing, or none that the key may see.");
        }
        if (path.endsWith("/notifications") && operation.has("requestBody")) {
            problem(responses, "409", "The Idempotency-Key was used for another body.");
        }
        if (path.endsWith("/replies/{ticket}") && operation.has("requestBody")) {
            problem(responses, "409", "Another answer was given before.");
        }
    }

    private static void problem(ObjectNode responses, String status, String why) {
        ObjectNode response = responses.putObject(status).put("description", why);
        response.putObject("content")
                .putObject(Problem.MEDIA_TYPE)
                .putObject("schema")
                .put("$ref", PROBLEM);
    }

    private static void messages(ObjectNode paths) {
        ObjectNode post = paths.putObject("/api/messages").putObject("post");
        post.put("operationId", "messages")
                .put("summary", "The bot's messaging endpoint, called by Teams")
                .put(
                        "description",
                        "Set it as the messaging endpoint of the bot's registration. Answers when the activity is"
                                + " durable. The token is the Bot Connector's, not an API key.");
        post.putArray("tags").add("teams");
        post.putArray("security");
        ObjectNode body = post.putObject("requestBody").put("required", true);
        body.putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("type", "object");
        ObjectNode responses = post.putObject("responses");
        responses.putObject("202").put("description", "The activity is durable.");
        responses.putObject("200").put("description", "The answer to an invoke.");
        problem(responses, "400", "It is no activity.");
        problem(responses, "401", "The token does not prove that Teams sends it.");
        problem(responses, "403", "The token does not cover this activity.");
        problem(responses, "413", "The activity is too large.");
        problem(responses, "501", "Nothing answers this kind of invoke.");
        problem(responses, "503", "It could not be made durable; send it again.");
    }
}
