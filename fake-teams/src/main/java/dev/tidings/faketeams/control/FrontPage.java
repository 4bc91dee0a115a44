package dev.tidings.faketeams.control;

import dev.tidings.faketeams.wire.Http;
import dev.tidings.faketeams.world.Message;
import dev.tidings.faketeams.world.World;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `GET /`: the web page from the class path when the build made one, else a plain list of what was said.
public final class FrontPage {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2");

    private final World world;

    public FrontPage(World world) {
        this.world = world;
    }

    public void mount(Router router) {
        router.get("/").handler(this::front);
        router.getWithRegex("/web/(?<file>[A-Za-z0-9._/-]+)").handler(this::file);
    }

    private void front(RoutingContext ctx) {
        byte @Nullable [] page = resource("index.html");
        ctx.response().putHeader("Content-Type", TYPES.get("html"));
        ctx.response().end(page == null ? plain() : new String(page, StandardCharsets.UTF_8));
    }

    private void file(RoutingContext ctx) {
        String name = Http.segment(ctx, "file");
        byte @Nullable [] content = name.contains("..") ? null : resource(name);
        if (content == null) {
            ctx.response().setStatusCode(404).end();
            return;
        }
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        ctx.response().putHeader("Content-Type", type == null ? "application/octet-stream" : type);
        ctx.response().end(Buffer.buffer(content));
    }

    private static byte @Nullable [] resource(String name) {
        try (InputStream in = FrontPage.class.getResourceAsStream("/web/" + name)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String plain() {
        StringBuilder rows = new StringBuilder();
        for (Message message : world.board().messages().all()) {
            rows.append("<tr><td>").append(escaped(message.conversation()));
            rows.append("</td><td>").append(escaped(message.author().name()));
            rows.append("</td><td>").append(escaped(message.deleted() ? "(deleted)" : message.text()));
            rows.append("</td></tr>\n");
        }
        return "<!doctype html><title>Local Teams</title><h1>Local Teams</h1>"
                + "<p><a href=\"/_fake\">Control</a> · <a href=\"/_fake/state\">state</a>"
                + " · <a href=\"/_fake/report\">report</a></p>"
                + "<table><tr><th>Conversation<th>From<th>Message</tr>\n" + rows + "</table>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
