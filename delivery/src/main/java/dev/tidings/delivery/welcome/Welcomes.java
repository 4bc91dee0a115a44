package dev.tidings.delivery.welcome;

import dev.tidings.delivery.directory.Chat;
import dev.tidings.delivery.directory.Installation;
import dev.tidings.delivery.directory.Person;
import dev.tidings.delivery.directory.Team;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.Keys;
import dev.tidings.delivery.inbound.Reactions;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.intake.Content;
import dev.tidings.delivery.intake.NotAcceptedException;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.notification.OnUncertain;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.activity.ChannelAccount;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Welcomes each person, group chat and team once when the bot is added, however often and in whatever
/// order Teams
/// tells of it. Thread-safe; blocks.
///
/// That somebody was welcomed is a fact that lasts, and becomes durable together with the welcome: a
/// crash before
/// that changes nothing, and one after it finds the fact.
public final class Welcomes implements Reactions {
    private static final Logger LOG = LoggerFactory.getLogger(Welcomes.class);

    private final Books books;
    private final Notifications notifications;
    private final Wording wording;

    /// @param own the operator's words, by bot and by language
    public Welcomes(Books books, Notifications notifications, Map<String, Map<String, OwnWords>> own) {
        this.books = books;
        this.notifications = notifications;
        this.wording = new Wording(own);
    }

    @Override
    public boolean wants(String bot, Activity activity) {
        return Arrival.tells(activity);
    }

    @Override
    public void react(String bot, Activity activity, Instant receivedAt) {
        Arrival.of(bot, activity)
                .filter(this::stillThere)
                .filter(arrival -> books.facts().get(welcomed(arrival)) == null)
                .ifPresent(arrival -> welcome(arrival, receivedAt));
    }

    /// Events arrive late, and in any order: the bot may be gone again.
    private boolean stillThere(Arrival arrival) {
        String place = arrival.kind() == Arrival.Kind.PERSON ? arrival.conversation() : arrival.place();
        return books.directory()
                .installation(arrival.tenancy(), place)
                .map(Installation::installed)
                .orElse(true);
    }

    private void welcome(Arrival arrival, Instant at) {
        byte[] when = at.toString().getBytes(StandardCharsets.UTF_8);
        FactChanges fact = new FactChanges().put(welcomed(arrival), when);
        if (ours(arrival)) {
            books.facts().commit(fact);
            return;
        }
        var content = new Content.Greeting(wording.of(arrival, who(arrival), where(arrival)));
        NotificationRequest request = NotificationRequest.of(new Audience.One(arrival.target()), content)
                .withOnUncertain(OnUncertain.HOLD)
                .from(arrival.tenancy().bot(), arrival.tenancy().tenant());
        try {
            notifications.accept(request, fact);
        } catch (NotAcceptedException unreachable) {
            LOG.info("Nobody was welcomed: {}", unreachable.getMessage());
        }
    }

    /// Whether the app was installed by us to bring the person a message: that one says why.
    private boolean ours(Arrival arrival) {
        ChannelAccount by = arrival.by();
        String objectId = by == null ? null : objectId(arrival.tenancy(), by);
        return arrival.kind() == Arrival.Kind.PERSON
                && objectId != null
                && books.facts().get(Keys.installAsked(arrival.tenancy(), objectId)) != null;
    }

    private @Nullable String objectId(Tenancy tenancy, ChannelAccount account) {
        return books.directory()
                .person(tenancy, account.id())
                .map(Person::objectId)
                .orElse(account.aadObjectId());
    }

    private @Nullable String who(Arrival arrival) {
        ChannelAccount by = arrival.by();
        if (by == null || by.name() != null) {
            return by == null ? null : by.name();
        }
        return books.directory()
                .person(arrival.tenancy(), by.id())
                .map(Person::name)
                .orElse(null);
    }

    private @Nullable String where(Arrival arrival) {
        Optional<String> known = switch (arrival.kind()) {
            case PERSON -> Optional.empty();
            case CHAT ->
                books.directory().chat(arrival.tenancy(), arrival.place()).map(Chat::name);
            case TEAM ->
                books.directory().team(arrival.tenancy(), arrival.place()).map(Team::name);
        };
        return Optional.ofNullable(arrival.name())
                .or(() -> known)
                .filter(name -> !name.isBlank())
                .orElse(null);
    }

    private static String welcomed(Arrival arrival) {
        return Keys.welcomed(arrival.tenancy(), arrival.place());
    }
}
