package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.fact.Recipient;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.Departure;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a recipient is looked up by.
///
/// @param place the id of a conversation, or null for the 1:1 chat of a person
/// @param pairwise the bot's own id of the person, or null if the person is named otherwise
/// @param person the id of the person as it is kept, or null if there is none
/// @param given the id that the caller gave, as it is kept
/// @param tab where it is noted what the person got, or null
record Wanted(
        String bot,
        String tenant,
        @Nullable String place,
        @Nullable String pairwise,
        @Nullable String person,
        String given,
        @Nullable String topic,
        @Nullable String tab) {
    static final List<String> COLUMNS =
            List.of("bot", "tenant", "place", "pairwise", "person", "given", "topic", "tab");

    static Wanted of(Departure departure) {
        Recipient recipient = departure.recipient();
        Target target = recipient.target();
        boolean user = target instanceof Target.User;
        String person = recipient.person() == null && user ? target.id() : recipient.person();
        return new Wanted(
                CleanText.clean(departure.lane().bot()),
                CleanText.clean(departure.lane().tenant()),
                user ? null : CleanText.clean(SpeakingPlaces.withoutThread(target.id())),
                person == null ? null : PersonIds.pairwise(person),
                person == null ? null : PersonIds.kept(person),
                PersonIds.kept(target.id()),
                departure.topic() == null ? null : CleanText.clean(departure.topic()),
                departure.tab() == null ? null : Long.toString(departure.tab().person()));
    }

    boolean isPerson() {
        return place == null;
    }

    /// In the order of the columns.
    List<@Nullable String> values() {
        return Arrays.asList(bot, tenant, place, pairwise, person, given, topic, tab);
    }
}
