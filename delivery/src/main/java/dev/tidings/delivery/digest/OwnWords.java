package dev.tidings.delivery.digest;

import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.store.Collected;
import dev.tidings.delivery.wording.NotSayableException;
import dev.tidings.delivery.wording.Words;
import dev.tidings.teams.activity.Message;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What has waited for a person, in the words that they would have got.
record OwnWords(Books books) {

    /// The message for this person; empty if it needs a value that there is not for them.
    ///
    /// @param text as it is kept
    Optional<Message> of(Collected one, Priority priority, String text) {
        Words words = Words.read(text);
        if (words.same()) {
            return Optional.of(words.message());
        }
        Person reader = books.directory().person(one.lane(), one.person()).orElse(null);
        try {
            return Optional.of(words.to(reader, data(one, priority)));
        } catch (NotSayableException missing) {
            return Optional.empty();
        }
    }

    /// What was given for the person alone stands where the delivery was planned.
    private @Nullable String data(Collected one, Priority priority) {
        ItemId item = ItemId.of(one.campaign(), one.ordinal());
        // In this order, since work that gets done moves from the one to the other.
        byte[] open = books.facts().get(Keys.work(one.lane(), priority, item.segment()));
        byte[] done = books.facts().get(Keys.done(item.segment()));
        if (done == null && open == null) {
            return null;
        }
        Segment segment = done != null ? FactJson.done(done).segment() : FactJson.segment(Objects.requireNonNull(open));
        return segment.recipients().get(item.position()).data();
    }
}
