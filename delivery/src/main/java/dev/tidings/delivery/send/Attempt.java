package dev.tidings.delivery.send;

import dev.tidings.delivery.bot.Pace;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.lane.Request;
import dev.tidings.delivery.lane.Result;
import dev.tidings.delivery.lane.Send;
import dev.tidings.delivery.store.Whereabouts;
import dev.tidings.teams.activity.Message;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One attempt to carry a delivery: what is sent to whom, and what has been done about it so far.
/// Not thread-safe.
public final class Attempt {
    private final Send send;
    private final Whereabouts at;
    private final Supplier<Wording> wording;
    private final Means means;
    private boolean begun;
    private boolean handedOver;
    private int edit;

    /// What an attempt acts through.
    ///
    /// @param start records, durably, that an attempt begins
    /// @param tell hears what the answers mean for others
    public record Means(Pace pace, Start start, Consumer<Result> tell, InstantSource clock) {}

    /// Records the beginning of attempts that have not been recorded in advance.
    @FunctionalInterface
    public interface Start {

        /// Records that the attempt begins; durable when it returns.
        ///
        /// @return false if the person has opted out by now; nothing is recorded then
        boolean begin(Send send);
    }

    /// @param wording what is sent, unless the message is to be deleted
    /// @param begun whether the beginning has been recorded already
    public Attempt(Send send, Whereabouts at, Supplier<Wording> wording, boolean begun, Means means) {
        this.send = send;
        this.at = at;
        this.wording = wording;
        this.begun = begun;
        this.means = means;
    }

    Send send() {
        return send;
    }

    Segment segment() {
        return send.segment();
    }

    Whereabouts at() {
        return at;
    }

    /// What is said now; asked for at the last moment, since it may have been edited.
    ///
    /// @throws dev.tidings.delivery.wording.NotSayableException if a value is missing that it needs
    Message message() {
        Wording now = wording.get();
        edit = now.edit();
        return now.words().to(at.person(), send.recipient().data());
    }

    /// The number of the edit that the message came from when it was last asked for; 0 for the
    /// original one.
    int edit() {
        return edit;
    }

    Pace pace() {
        return means.pace();
    }

    /// Whether the beginning has been recorded.
    public boolean begun() {
        return begun;
    }

    /// Whether the message may have reached Teams without anybody knowing what became of it.
    public boolean handedOver() {
        return handedOver;
    }

    /// The message is about to be handed over.
    void handingOver() {
        handedOver = true;
    }

    /// Teams has said that it did not take the message.
    void notTaken() {
        handedOver = false;
    }

    Instant now() {
        return means.clock().instant();
    }

    /// Tells what an answer means for others than this delivery.
    void tell(Result result) {
        means.tell().accept(result);
    }

    boolean expired() {
        Instant expiry = segment().expiresAt();
        return expiry != null && !now().isBefore(expiry);
    }

    /// Waits for the right to send and makes sure that it is recorded, durably, that the message is
    /// being sent.
    ///
    /// @return why it is not to be sent any more, or null if it is
    @Nullable
    Reason begin(String conversation) throws InterruptedException {
        means.pace().reserve(Request.SEND, conversation);
        if (begun) {
            return null;
        }
        if (expired()) {
            return Reason.EXPIRED;
        }
        begun = means.start().begin(send);
        return begun ? null : Reason.OPTED_OUT;
    }

    @Override
    public String toString() {
        return "Delivery " + segment().id().campaign().text() + "."
                + send.item().ordinal();
    }
}
