package dev.tidings.faketeams.inbound;

import dev.tidings.faketeams.login.BotFrameworkKeys;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.world.Bot;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Posts activities to bots, signed when the bots have credentials, again when a bot does not take them.
/// Single-threaded.
public final class BotDoor {
    private final Vertx vertx;
    private final HttpClientAgent client;
    private final @Nullable BotFrameworkKeys keys;
    private final Patience patience;
    private final Runnable posted;
    private final Map<String, URI> endpoints = new HashMap<>();

    /// No keys: nothing is signed. `posted` runs for every post.
    public BotDoor(Vertx vertx, @Nullable BotFrameworkKeys keys, Patience patience, Runnable posted) {
        this.vertx = vertx;
        // Bots on this machine may have any certificate.
        HttpClientOptions options = new HttpClientOptions().setTrustAll(true).setVerifyHost(false);
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(256));
        this.keys = keys;
        this.patience = patience;
        this.posted = posted;
    }

    /// Where a bot listens from now on.
    public void connect(String appId, URI endpoint) {
        endpoints.put(appId, endpoint);
    }

    /// Where a bot listens, if it was told.
    public @Nullable URI endpoint(String appId) {
        return endpoints.get(appId);
    }

    /// Posts an activity and answers what the bot answered last; never fails.
    public Future<BotAnswer> post(Bot bot, ObjectNode activity) {
        URI endpoint = endpoints.get(bot.appId());
        if (endpoint == null) {
            return Future.succeededFuture(answer(activity, 0, "", 0, "the bot has no endpoint"));
        }
        return attempt(new Delivery(bot, endpoint, activity, Buffer.buffer(Json.write(activity))), 1);
    }

    private record Delivery(Bot bot, URI endpoint, ObjectNode activity, Buffer body) {}

    private Future<BotAnswer> attempt(Delivery delivery, int number) {
        posted.run();
        return once(delivery, number)
                .recover(failure -> Future.succeededFuture(
                        answer(delivery.activity(), 0, "", number, Objects.toString(failure.getMessage()))))
                .compose(answer ->
                        shouldRepeat(delivery, answer) ? repeat(delivery, number) : Future.succeededFuture(answer));
    }

    private boolean shouldRepeat(Delivery delivery, BotAnswer answer) {
        boolean invoke = "invoke".equals(Json.text(delivery.activity(), "type"));
        boolean final4xx = answer.status() >= 400 && answer.status() < 500;
        return !answer.ok() && !final4xx && !invoke && answer.attempts() <= patience.resends();
    }

    private Future<BotAnswer> repeat(Delivery delivery, int number) {
        Promise<BotAnswer> promise = Promise.promise();
        vertx.setTimer(
                Math.max(1, patience.pause().toMillis()),
                timer -> attempt(delivery, number + 1).onComplete(promise));
        return promise.future();
    }

    private Future<BotAnswer> once(Delivery delivery, int number) {
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(delivery.endpoint().toString());
        return client.request(request).compose(open -> {
            headers(open, delivery);
            Future<BotAnswer> answered = open.send(delivery.body())
                    .compose(response -> response.body()
                            .map(body ->
                                    answer(delivery.activity(), response.statusCode(), body.toString(), number, null)));
            return answered.timeout(patience.answerWithin().toMillis(), TimeUnit.MILLISECONDS)
                    .onFailure(late -> open.reset());
        });
    }

    private void headers(HttpClientRequest request, Delivery delivery) {
        ObjectNode activity = delivery.activity();
        request.putHeader("Content-Type", "application/json; charset=utf-8");
        request.putHeader("x-ms-conversation-id", Json.textOr("", activity, "conversation", "id"));
        request.putHeader("x-ms-tenant-id", Json.textOr("", activity, "channelData", "tenant", "id"));
        if (keys != null) {
            String serviceUrl = Json.textOr("", activity, "serviceUrl");
            request.putHeader(
                    "Authorization", "Bearer " + keys.token(delivery.bot().appId(), serviceUrl));
        }
    }

    private static BotAnswer answer(
            ObjectNode activity, int status, String body, int attempts, @Nullable String error) {
        return new BotAnswer(
                Json.textOr("", activity, "type"), Json.text(activity, "id"), status, body, attempts, error);
    }
}
