package dev.tidings.delivery.transport;

import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpCall;
import dev.tidings.teams.http.TransportException;
import dev.tidings.teams.http.TransportException.Written;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One request under way. Everything but the constructor and [#await()] happens on the one event loop, so
/// that what
/// is known of the request's way to the server needs no lock.
final class Exchange {
    private final HttpCall call;
    private final Context loop;
    private final Set<Exchange> underWay;
    private final int maxAnswerBytes;
    private final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
    private @Nullable HttpClientRequest request;
    private @Nullable Future<Void> written;
    private long timer = -1;

    Exchange(HttpCall call, Context loop, Set<Exchange> underWay, int maxAnswerBytes) {
        this.call = call;
        this.loop = loop;
        this.underWay = underWay;
        this.maxAnswerBytes = maxAnswerBytes;
    }

    /// Waits for the answer; the time-out of the call runs on the event loop. An interrupt ends the call.
    HttpAnswer await() {
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            throw failure(failed);
        } catch (InterruptedException stopped) {
            return stop(stopped);
        }
    }

    private HttpAnswer stop(InterruptedException stopped) {
        loop.runOnContext(onLoop -> abandon("stopped during " + call, stopped));
        try {
            return answer.join();
        } catch (CompletionException failed) {
            throw failure(failed);
        } finally {
            Thread.currentThread().interrupt();
        }
    }

    private static RuntimeException failure(Exception failed) {
        return failed.getCause() instanceof TransportException cause ? cause : new IllegalStateException(failed);
    }

    void start(HttpClientAgent client, RequestOptions options) {
        underWay.add(this);
        timer = loop.owner().setTimer(Math.max(1, call.timeout().toMillis()), fired -> timedOut());
        client.request(options).onComplete(this::connected);
    }

    private void connected(AsyncResult<HttpClientRequest> connection) {
        if (connection.failed()) {
            fail("no connection to " + call.uri().getAuthority(), connection.cause());
        } else if (answer.isDone()) {
            connection.result().reset();
        } else {
            write(connection.result());
        }
    }

    private void write(HttpClientRequest obtained) {
        request = obtained;
        obtained.exceptionHandler(failure -> {}); // the response's future reports the same failure
        obtained.response().onComplete(this::head);
        String body = call.body();
        written = body == null ? obtained.end() : obtained.end(Buffer.buffer(body.getBytes(StandardCharsets.UTF_8)));
    }

    private void head(AsyncResult<HttpClientResponse> response) {
        if (response.failed()) {
            fail("no answer to " + call, response.cause());
        } else {
            read(response.result());
        }
    }

    private void read(HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        response.handler(part -> append(body, part));
        response.exceptionHandler(cut -> fail("the answer to " + call + " was cut off", cut));
        response.endHandler(end -> {
            if (finish()) {
                answer.complete(Answers.of(response, body));
            }
        });
    }

    private void append(Buffer body, Buffer part) {
        if (body.length() + part.length() <= maxAnswerBytes) {
            body.appendBuffer(part);
        } else if (!answer.isDone()) {
            abandon("the answer to " + call + " is larger than " + maxAnswerBytes + " bytes", new TooLarge());
        }
    }

    private void timedOut() {
        String phase = request == null ? "no connection to " + call.uri().getAuthority() : "no answer to " + call;
        abandon(phase + " within " + call.timeout(), new TimeoutException());
    }

    /// The transport closes: whoever waits is let go.
    void closed() {
        abandon("the transport was closed during " + call, new IllegalStateException("closed"));
    }

    private void abandon(String message, Throwable cause) {
        fail(message, cause);
        if (request != null) {
            request.reset();
        }
    }

    private void fail(String message, Throwable cause) {
        if (finish()) {
            answer.completeExceptionally(new TransportException(reached(), message + ": " + cause, cause));
        }
    }

    /// A write that failed left at least the end of the request behind, so the server cannot have all of it.
    private Written reached() {
        return written == null || written.failed() ? Written.NO : Written.MAYBE;
    }

    private boolean finish() {
        loop.owner().cancelTimer(timer);
        underWay.remove(this);
        return !answer.isDone();
    }

    private static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
