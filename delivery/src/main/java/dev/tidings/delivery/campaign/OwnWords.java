package dev.tidings.delivery.campaign;

import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.wording.NotSayableException;
import dev.tidings.delivery.wording.Words;
import dev.tidings.teams.activity.Message;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a person was told, or would have been, in their own words.
public record OwnWords(Books books) {

    /// A message for one person; empty if it needs a value that there is not for them.
    ///
    /// @param text as it is kept
    /// @param person under which id the person is known, or null if it is no person
    /// @param item the delivery, at which stands what was given for them alone
    public Optional<Message> of(String text, Tenancy tenancy, @Nullable String person, Priority priority, ItemId item) {
        Words words = Words.read(text);
        if (words.same()) {
            return Optional.of(words.message());
        }
        Person reader = person == null
                ? null
                : books.directory().person(tenancy, person).orElse(null);
        try {
            return Optional.of(words.to(reader, data(tenancy, priority, item)));
        } catch (NotSayableException missing) {
            return Optional.empty();
        }
    }

    /// What was given for the person alone stands where the delivery was planned.
    private @Nullable String data(Tenancy tenancy, Priority priority, ItemId item) {
        // In this order, since work that gets done moves from the one to the other.
        byte[] open = books.facts().get(Keys.work(tenancy, priority, item.segment()));
        byte[] done = books.facts().get(Keys.done(item.segment()));
        if (done == null && open == null) {
            return null;
        }
        Segment segment = done != null ? FactJson.done(done).segment() : FactJson.segment(Objects.requireNonNull(open));
        return segment.recipients().get(item.position()).data();
    }
}
