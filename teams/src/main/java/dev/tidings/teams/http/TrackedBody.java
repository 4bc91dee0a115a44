package dev.tidings.teams.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// A request body that knows whether the client took anything of it, and that serves one attempt only.
///
/// The client asks for the length once per attempt, before it writes the request line: by refusing the second
/// question, a request that lost its connection is never written again behind our back, bodiless ones included.
final class TrackedBody implements BodyPublisher {
    private final BodyPublisher bytes;
    private volatile boolean attempted;
    private volatile boolean taken;

    TrackedBody(@Nullable String body) {
        this.bytes = body == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8));
    }

    /// Whether the server cannot have the whole request, because the client never took the body to send.
    boolean kept() {
        return bytes.contentLength() == 0 ? !attempted : !taken;
    }

    @Override
    public long contentLength() {
        if (attempted) {
            throw new IllegalStateException("the request was already written once");
        }
        attempted = true;
        return bytes.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        bytes.subscribe(new Flow.Subscriber<ByteBuffer>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscriber.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer part) {
                taken = true;
                subscriber.onNext(part);
            }

            @Override
            public void onError(Throwable failure) {
                subscriber.onError(failure);
            }

            @Override
            public void onComplete() {
                subscriber.onComplete();
            }
        });
    }
}
