package dev.tidings.delivery.welcome;

import dev.tidings.delivery.directory.Chat;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Team;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.welcome.Arrival.Kind;
import dev.tidings.teams.activity.ChannelAccount;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The names that a welcome says: from the event that told of it, else from the directory.
record Acquaintance(DirectoryStore directory) {

    /// Whether all names are known that there can be: a chat need not have one.
    boolean complete(Arrival arrival) {
        return switch (arrival.kind()) {
            case PERSON -> true;
            case CHAT -> arrival.by() == null || who(arrival) != null;
            case TEAM, MEMBERS -> (arrival.by() == null || who(arrival) != null) && where(arrival) != null;
        };
    }

    /// The name of who added the bot, or null if it is not known.
    @Nullable
    String who(Arrival arrival) {
        ChannelAccount by = arrival.by();
        if (by == null || by.name() != null) {
            return by == null ? null : by.name();
        }
        return directory.person(arrival.tenancy(), by.id()).map(Person::name).orElse(null);
    }

    /// The name of the team or chat, or null if it is not known, or has none.
    @Nullable
    String where(Arrival arrival) {
        Optional<String> known = arrival.kind() == Kind.TEAM || arrival.kind() == Kind.MEMBERS
                ? directory.team(arrival.tenancy(), arrival.place()).map(Team::name)
                : directory.chat(arrival.tenancy(), arrival.place()).map(Chat::name);
        return arrival.kind() == Kind.PERSON
                ? null
                : Optional.ofNullable(arrival.name())
                        .or(() -> known)
                        .filter(name -> !name.isBlank())
                        .orElse(null);
    }
}
