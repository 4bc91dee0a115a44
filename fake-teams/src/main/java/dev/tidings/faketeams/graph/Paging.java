package dev.tidings.faketeams.graph;

import dev.tidings.faketeams.wire.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Pages and the links between them; tokens are opaque to callers.
final class Paging {
    private Paging() {}

    /// Numbers as a token.
    static String token(int... numbers) {
        StringJoiner joined = new StringJoiner(".");
        for (int number : numbers) {
            joined.add(Integer.toString(number));
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(joined.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// So many numbers of a token; anything else is refused.
    static int[] numbers(String token, int count) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            String[] parts = text.split("\\.", -1);
            int[] numbers = new int[count];
            if (parts.length != count) {
                throw Errors.badRequest("The token is not valid.");
            }
            for (int i = 0; i < count; i++) {
                numbers[i] = Integer.parseInt(parts[i]);
            }
            return numbers;
        } catch (IllegalArgumentException garbage) {
            throw Errors.badRequest("The token is not valid.");
        }
    }

    /// A page of entries.
    static ObjectNode page(List<? extends JsonNode> entries) {
        ObjectNode page = Json.object();
        page.putArray("value").addAll(entries);
        return page;
    }

    /// The address at which this call goes on with a token.
    static String link(Call call, String path, String option, String token) {
        StringBuilder link =
                new StringBuilder(call.base()).append(path).append("?%24").append(option);
        link.append('=').append(token);
        for (String kept : List.of("$select", "$top")) {
            String value = call.option(kept);
            if (value != null) {
                link.append("&%24").append(kept, 1, kept.length()).append('=');
                link.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
        return link.toString();
    }
}
