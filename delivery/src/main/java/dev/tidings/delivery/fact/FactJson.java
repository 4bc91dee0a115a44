package dev.tidings.delivery.fact;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Facts as bytes: JSON with short names, and compressed where a fact holds many recipients.
///
/// What was written once is read for as long as a ledger is kept: names may be added here, never
/// changed.
public final class FactJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private FactJson() {}

    /// A segment as bytes.
    public static byte[] write(Segment segment) {
        return Deflated.pack(JSON.writeValueAsBytes(Work.of(segment)));
    }

    /// A segment of bytes.
    public static Segment segment(byte[] bytes) {
        return JSON.readValue(Deflated.unpack(bytes), Work.class).segment();
    }

    /// A step as bytes.
    public static byte[] write(Step step) {
        return JSON.writeValueAsBytes(Line.of(step));
    }

    /// A step of bytes.
    public static Step step(byte[] bytes) {
        return JSON.readValue(bytes, Line.class).step();
    }

    /// A step on the way to a recipient as bytes.
    public static byte[] write(Footprint footprint) {
        return JSON.writeValueAsBytes(
                new Trodden(footprint.step(), footprint.at().toEpochMilli(), footprint.after()));
    }

    /// A step on the way to a recipient, of bytes.
    public static Footprint footprint(byte[] bytes) {
        Trodden trodden = JSON.readValue(bytes, Trodden.class);
        return new Footprint(Instant.ofEpochMilli(trodden.t()), trodden.k(), trodden.d());
    }

    /// Work that is done, as bytes.
    public static byte[] write(Done done) {
        List<Line> ends = new ArrayList<>(done.ends().size());
        for (Done.End end : done.ends()) {
            ends.add(Line.of(end.step()).tried(end.attempts()));
        }
        return Deflated.pack(JSON.writeValueAsBytes(new Finished(Work.of(done.segment()), ends)));
    }

    /// Work that is done, of bytes.
    public static Done done(byte[] bytes) {
        Finished finished = JSON.readValue(Deflated.unpack(bytes), Finished.class);
        List<Done.End> ends = new ArrayList<>(finished.e().size());
        for (Line line : finished.e()) {
            ends.add(new Done.End(line.ended(), line.n() == null ? 0 : line.n()));
        }
        return new Done(finished.w().segment(), ends);
    }

    /// The latest message of an update key, as bytes.
    public static byte[] write(Replaceable message) {
        return JSON.writeValueAsBytes(Latest.of(message));
    }

    /// The latest message of an update key, of bytes.
    public static Replaceable replaceable(byte[] bytes) {
        return JSON.readValue(bytes, Latest.class).replaceable();
    }

    /// A tally as bytes.
    public static byte[] write(Tally tally) {
        return JSON.writeValueAsBytes(tally.counts().stream()
                .map(count -> new Counted(count.state().word(), count.reason(), count.number()))
                .toList());
    }

    /// A tally of bytes.
    public static Tally tally(byte[] bytes) {
        List<Tally.Count> counts = new ArrayList<>();
        for (Counted counted : JSON.readValue(bytes, Counted[].class)) {
            counts.add(
                    new Tally.Count(known(DeliveryState.ofWord(counted.s()), counted.s()), counted.r(), counted.n()));
        }
        return new Tally(counts);
    }

    private static <T> T known(Optional<T> constant, String word) {
        return constant.orElseThrow(() -> new IllegalArgumentException("a fact has the unknown word " + word));
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private record Latest(
            String n,
            String c,
            @Nullable String a,
            String u,
            @Nullable Integer m) {

        static Latest of(Replaceable message) {
            Delivery.Sent sent = message.sent();
            return new Latest(
                    message.by().value(), sent.conversationId(), sent.activityId(), sent.serviceUrl(), sent.edit());
        }

        Replaceable replaceable() {
            return new Replaceable(new NotificationId(n), new Delivery.Sent(c, a, u, m == null ? 0 : m));
        }
    }

    private record Counted(String s, String r, long n) {}

    private record Trodden(String k, long t, @Nullable String d) {}

    private record Finished(Work w, List<Line> e) {}

    /// A segment.
    private record Work(
            String c,
            int s,
            String b,
            String t,
            String e,
            String p,
            String u,
            @Nullable String o,
            long at,
            @Nullable Long f,
            @Nullable Long x,
            List<Whom> r,
            @Nullable Boolean a,
            @Nullable MannerJson m) {

        static Work of(Segment segment) {
            return new Work(
                    segment.id().campaign().text(),
                    segment.id().number(),
                    segment.lane().bot(),
                    segment.lane().tenant(),
                    segment.errand().name(),
                    segment.priority().word(),
                    segment.onUncertain().word(),
                    segment.topic(),
                    segment.createdAt().toEpochMilli(),
                    millis(segment.notBefore()),
                    millis(segment.expiresAt()),
                    segment.recipients().stream().map(Whom::of).toList(),
                    segment.whole() ? Boolean.TRUE : null,
                    MannerJson.of(segment.manner()));
        }

        Segment segment() {
            return new Segment(
                    new SegmentId(CampaignId.parse(c), s),
                    new Tenancy(b, t),
                    Segment.Errand.valueOf(e),
                    known(Priority.ofWord(p), p),
                    known(OnUncertain.ofWord(u), u),
                    o,
                    Instant.ofEpochMilli(at),
                    instant(f),
                    instant(x),
                    r.stream().map(Whom::recipient).toList(),
                    a != null,
                    MannerJson.manner(m));
        }
    }

    /// A recipient; `p` is left out where it repeats the target's id, `d` is what was given for it
    /// alone.
    private record Whom(
            String k,
            String i,
            @Nullable String h,
            @Nullable String p,
            @Nullable Boolean same,
            @Nullable Long o,
            @Nullable Where w,
            @Nullable String d) {

        static Whom of(Recipient recipient) {
            Target target = recipient.target();
            boolean same = target.id().equals(recipient.person());
            return new Whom(
                    kind(target),
                    target.id(),
                    target instanceof Target.Channel channel ? channel.thread() : null,
                    same ? null : recipient.person(),
                    same ? Boolean.TRUE : null,
                    recipient.original(),
                    Where.of(recipient.sent()),
                    recipient.data());
        }

        private static String kind(Target target) {
            return switch (target) {
                case Target.User _ -> "u";
                case Target.Chat _ -> "g";
                case Target.Channel _ -> "c";
                case Target.Conversation _ -> "v";
            };
        }

        Recipient recipient() {
            return new Recipient(target(), same == null ? p : i, o, w == null ? null : w.sent(), d);
        }

        private Target target() {
            return switch (k) {
                case "u" -> new Target.User(i);
                case "g" -> new Target.Chat(i);
                case "c" -> new Target.Channel(i, h);
                case "v" -> new Target.Conversation(i);
                default -> throw new IllegalArgumentException("a fact has a target of the unknown kind " + k);
            };
        }
    }

    /// Where a message went; `m` is left out for the original text.
    private record Where(
            String c,
            @Nullable String a,
            String u,
            @Nullable Integer m) {
        static @Nullable Where of(Delivery.@Nullable Sent sent) {
            return sent == null
                    ? null
                    : new Where(
                            sent.conversationId(),
                            sent.activityId(),
                            sent.serviceUrl(),
                            sent.edit() == 0 ? null : sent.edit());
        }

        Delivery.Sent sent() {
            return new Delivery.Sent(c, a, u, m == null ? 0 : m);
        }
    }

    /// A step.
    private record Line(
            String k,
            long t,
            @Nullable Integer n,
            @Nullable String r,
            @Nullable String d,
            @Nullable Long u,
            @Nullable Where w) {

        static Line of(Step step) {
            long at = step.at().toEpochMilli();
            return switch (step) {
                case Step.Begun begun -> new Line("begun", at, begun.attempt(), null, null, null, null);
                case Step.Deferred(Instant _, String reason, Instant until) ->
                    new Line("deferred", at, null, reason, null, until.toEpochMilli(), null);
                case Step.Ended ended ->
                    new Line(
                            ended.state().word(),
                            at,
                            null,
                            ended.reason(),
                            ended.detail(),
                            null,
                            Where.of(ended.sent()));
                case Step.Requeued _ -> new Line("requeued", at, null, null, null, null, null);
            };
        }

        Line tried(int attempts) {
            return new Line(k, t, attempts, r, d, u, w);
        }

        Step step() {
            Instant at = Instant.ofEpochMilli(t);
            return switch (k) {
                case "begun" -> new Step.Begun(at, n == null ? 1 : n);
                case "deferred" -> new Step.Deferred(at, r == null ? "" : r, u == null ? at : Instant.ofEpochMilli(u));
                case "requeued" -> new Step.Requeued(at);
                default -> ended();
            };
        }

        Step.Ended ended() {
            return new Step.Ended(
                    Instant.ofEpochMilli(t), known(DeliveryState.ofWord(k), k), r, d, w == null ? null : w.sent());
        }
    }
}
