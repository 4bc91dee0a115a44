package dev.tidings.delivery.inbound;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.event.Happening;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.activity.ConversationAccount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Tells of what arrived, once it is worked through, what others may want to hear.
record Witness(BiConsumer<Tenancy, Happening> tell) {
    /// What a card submits is told up to so many characters, since many events are kept.
    static final int LONGEST_VALUE = 2000;

    /// What a person writes is told up to so many characters, for the same reason.
    static final int LONGEST_TEXT = 2000;

    void saw(String bot, Activity activity, Instant receivedAt) {
        Scene scene = Scene.of(bot, activity, receivedAt);
        happenings(scene).forEach(happening -> tell.accept(scene.tenancy(), happening));
    }

    private static List<Happening> happenings(Scene scene) {
        String person = scene.sender().map(ChannelAccount::id).orElse(null);
        String conversation = scene.conversation();
        String place = scene.place();
        return switch (scene.activity()) {
            case Activity.InstallationUpdate update
            when place != null ->
                List.of(
                        update.action().installed()
                                ? new Happening.Installed(place, person)
                                : new Happening.Removed(place, person));
            case Activity.MessageReaction reaction
            when conversation != null -> reactions(scene, reaction, conversation, person);
            case Activity.Message message
            when conversation != null && message.value() != null ->
                List.of(clicked(scene, conversation, person, message.value()));
            case Activity.Message message
            when conversation != null && person != null -> List.of(wrote(scene, message, conversation, person));
            case Activity.Invoke invoke
            when conversation != null && invoke.name().equals(Handling.CARD_ACTION) ->
                List.of(clicked(scene, conversation, person, invoke.value()));
            case Activity.Event event when conversation != null -> read(event, conversation, person);
            case Activity.InstallationUpdate _,
                    Activity.MessageReaction _,
                    Activity.Message _,
                    Activity.Invoke _,
                    Activity.ConversationUpdate _,
                    Activity.MessageUpdate _,
                    Activity.MessageDelete _,
                    Activity.Event _,
                    Activity.Unknown _ -> List.of();
        };
    }

    private static List<Happening> reactions(
            Scene scene, Activity.MessageReaction reaction, String conversation, @Nullable String person) {
        String to = scene.envelope().replyToId();
        List<Happening> reactions = new ArrayList<>();
        reaction.added().forEach(kind -> reactions.add(new Happening.Reacted(conversation, to, person, kind, true)));
        reaction.removed().forEach(kind -> reactions.add(new Happening.Reacted(conversation, to, person, kind, false)));
        return reactions;
    }

    private static List<Happening> read(Activity.Event event, String conversation, @Nullable String person) {
        return Handling.readUpTo(event)
                .<Happening>map(id -> new Happening.Read(conversation, id, person))
                .map(List::of)
                .orElse(List.of());
    }

    /// With the thread, where there is one.
    private static Happening wrote(Scene scene, Activity.Message message, String conversation, String person) {
        ConversationAccount account = scene.envelope().conversation();
        String text = message.textWithoutBot();
        boolean whole = text.length() <= LONGEST_TEXT;
        return new Happening.Wrote(
                account == null ? conversation : account.id(),
                scene.envelope().id(),
                person,
                whole ? text : text.substring(0, LONGEST_TEXT),
                whole);
    }

    private static Happening clicked(
            Scene scene, String conversation, @Nullable String person, @Nullable JsonNode value) {
        boolean told = value != null && value.toString().length() <= LONGEST_VALUE;
        return new Happening.Clicked(conversation, scene.envelope().replyToId(), person, told ? value : null);
    }
}
