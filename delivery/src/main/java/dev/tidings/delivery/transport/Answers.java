package dev.tidings.delivery.transport;

import dev.tidings.teams.http.HttpAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// From Vert.x' response to the port's answer.
final class Answers {
    private Answers() {}

    static HttpAnswer of(HttpClientResponse response, Buffer body) {
        Map<String, List<String>> headers = new HashMap<>();
        response.headers()
                .forEach((name, value) -> headers.computeIfAbsent(
                                name.toLowerCase(Locale.ROOT), absent -> new ArrayList<>(1))
                        .add(value));
        return new HttpAnswer(response.statusCode(), headers, body.toString(StandardCharsets.UTF_8));
    }
}
