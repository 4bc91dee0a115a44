package dev.tidings.server.api;

import dev.tidings.delivery.campaign.Standing;
import dev.tidings.delivery.campaign.Standings;
import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.event.Heard;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.store.ApiScope;
import dev.tidings.server.access.Caller;
import dev.tidings.server.api.EventStreams.Stream;
import dev.tidings.server.api.StandingViews.NotificationView;
import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Tells what happens as it happens, as server-sent events.
@RestController
@RequestMapping("/api/v1")
@Tag(name = "events", description = "What happens, told as it happens.")
class StreamsController {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int HEARTBEAT_AFTER_LOOKS = 15;
    private static final Set<NotificationStatus> OVER =
            Set.of(NotificationStatus.COMPLETED, NotificationStatus.CANCELLED, NotificationStatus.EXPIRED);

    private final Standings standings;
    private final Events events;
    private final EventStreams streams;
    private final CountDownLatch never = new CountDownLatch(1);

    StreamsController(Standings standings, Events events, EventStreams streams) {
        this.standings = standings;
        this.events = events;
        this.streams = streams;
    }

    /// How a notification stands, until it and its edits and recalls are over.
    @GetMapping(value = "/notifications/{id}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void progress(@PathVariable String id, Caller caller, HttpServletResponse response)
            throws IOException, InterruptedException {
        Rights.requireReading(caller);
        NotificationId known = Rights.id(id);
        Standing standing = standings.find(known, caller.reach()).orElseThrow(Rights::unknown);
        Stream stream = streams.open(response);
        stream.event(null, "standing", NotificationView.of(standing));
        while (stream.goesOn() && !over(standing)) {
            pause();
            standing = standings.find(known, caller.reach()).orElse(null);
            if (standing == null) {
                return;
            }
            stream.event(null, "standing", NotificationView.of(standing));
        }
    }

    private static boolean over(Standing standing) {
        return OVER.contains(standing.status())
                && standing.progress().open() == 0
                && standing.errands().stream().allMatch(errand -> OVER.contains(errand.status()));
    }

    private void pause() throws InterruptedException {
        boolean _ = never.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @GetMapping(value = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "Hear what happens",
            description =
                    "Outcomes, orders, ends, installs, removals, blocks, reactions, clicks and what people write to the bots,"
                            + " of the bots and tenants of"
                            + " the key, as server-sent events: `event` is the kind, `data` a JSON object. After a break send the"
                            + " last `id` as Last-Event-ID; an event `missed` says that some are not kept any more. Needs the"
                            + " scope read.")
    void events(
            @Parameter(description = "The id of the last event that was heard; left out: what happens from now on.")
                    @RequestHeader(value = "Last-Event-ID", required = false)
                    @Nullable
                    String last,
            Caller caller,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        caller.require(ApiScope.READ);
        Events.Listening listening = events.listen(caller.reach(), after(last));
        Stream stream = streams.open(response);
        int silent = 0;
        while (stream.goesOn()) {
            silent = tell(stream, listening.next(LOOK_EVERY)) ? 0 : silent + 1;
            if (silent == HEARTBEAT_AFTER_LOOKS) {
                stream.comment("still here");
                silent = 0;
            }
        }
    }

    private static boolean tell(Stream stream, Heard heard) throws IOException {
        switch (heard) {
            case Heard.Told(var event) ->
                stream.event(event.id(), event.happening().word(), EventViews.of(event));
            case Heard.Missed(long resume) -> stream.event(resume, "missed", EventViews.missed(resume));
            case Heard.Nothing() -> {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Long after(@Nullable String last) {
        try {
            return last == null || last.isBlank() ? null : Long.valueOf(last.strip());
        } catch (NumberFormatException noId) {
            throw ProblemException.at(
                    "Last-Event-ID",
                    ProblemType.INVALID_PARAMETER,
                    "this is not the id of an event",
                    "Send the id of the last event as it was, or leave it out.");
        }
    }
}
