package dev.tidings.faketeams.control;

import dev.tidings.faketeams.wire.Http;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `GET /`: the web page on which a person sees the chats and channels. Its files are on the class path below `/web`.
public final class FrontPage {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "txt", "text/plain; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2");

    private FrontPage() {}

    /// Adds the routes.
    public static void mount(Router router) {
        router.get("/").handler(ctx -> send(ctx, "index.html"));
        router.getWithRegex("/web/(?<file>[A-Za-z0-9._/-]+)").handler(ctx -> send(ctx, Http.segment(ctx, "file")));
    }

    private static void send(RoutingContext ctx, String name) {
        byte @Nullable [] content = name.contains("..") ? null : resource(name);
        if (content == null) {
            ctx.response().setStatusCode(404).end();
            return;
        }
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        ctx.response().putHeader("Cache-Control", "no-cache");
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
}
