package dev.tidings.server.chaos;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import tools.jackson.databind.JsonNode;

/// The items of a list of the API, from its first page to its last.
final class Pages implements Iterator<JsonNode> {
    private final Client client;
    private final String path;
    private Iterator<JsonNode> page;
    private String next;

    Pages(Client client, String path) {
        this.client = client;
        this.path = path + "?limit=500";
        JsonNode first = client.get(this.path).being(200).json();
        this.page = first.path("items").iterator();
        this.next = first.path("next").stringValue("");
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && !next.isEmpty()) {
            String cursor = URLEncoder.encode(next, StandardCharsets.UTF_8);
            JsonNode answer = client.get(path + "&cursor=" + cursor).being(200).json();
            page = answer.path("items").iterator();
            next = answer.path("next").stringValue("");
        }
        return page.hasNext();
    }

    @Override
    public JsonNode next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }
}
