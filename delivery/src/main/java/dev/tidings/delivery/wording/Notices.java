package dev.tidings.delivery.wording;

import dev.tidings.teams.notice.Action;
import dev.tidings.teams.notice.Item;
import dev.tidings.teams.notice.Notification;
import dev.tidings.teams.notice.Welcome;
import java.net.URI;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads notifications and welcomes as requests write them, all their places filled in; what could not be
/// shown is refused.
public final class Notices {
    private Notices() {}

    /// That something happened.
    ///
    /// @param topical whether it will have a topic's button
    /// @param place where in a request it stands
    /// @throws NotSayableException if it could not be shown
    public static Notification notification(JsonNode json, boolean topical, String place) {
        Fields fields = new Fields(json, place);
        List<Action> actions = Buttons.of(fields, "actions");
        URI link = fields.url("link");
        requireFew(fields, "actions", actions.size() + (link == null ? 0 : 1) + (topical ? 1 : 0));
        return new Notification(
                fields.required("what", "Say in one sentence what happened."),
                fields.optional("text"),
                item(fields),
                fields.optional("actor"),
                actions,
                link,
                null,
                false,
                language(fields));
    }

    /// A first message.
    ///
    /// @param place where in a request it stands
    /// @throws NotSayableException if it could not be shown
    public static Welcome welcome(JsonNode json, String place) {
        Fields fields = new Fields(json, place);
        String why = Objects.requireNonNullElse(fields.optional("why"), "");
        String offer = Objects.requireNonNullElse(fields.optional("offer"), "");
        if (why.isEmpty() && offer.isEmpty()) {
            throw fields.refused("why", "there is neither a reason nor an offer", "Give both why and offer.");
        }
        List<Action> next = Buttons.of(fields, "next");
        requireFew(fields, "next", next.size());
        return new Welcome(fields.optional("title"), why, offer, next, language(fields));
    }

    private static void requireFew(Fields fields, String name, int buttons) {
        if (buttons > Notification.MOST_BUTTONS) {
            throw fields.refused(
                    name,
                    "the card would have " + buttons + " buttons, and Teams shows " + Notification.MOST_BUTTONS,
                    "Leave some out; the link and a topic's button to opt out count too.");
        }
    }

    private static @Nullable Item item(Fields notice) {
        if (!notice.has("item")) {
            return null;
        }
        if (!notice.json().path("item").isObject()) {
            return new Item(notice.required("item", "Name what it happened to."), null, List.of());
        }
        Fields item = notice.inside("item");
        String name = item.required("name", "Name what it happened to.");
        return new Item(name, item.url("url"), facts(item.inside("facts")));
    }

    private static List<Item.Fact> facts(Fields fields) {
        List<Item.Fact> facts = new ArrayList<>();
        for (String title : fields.json().propertyNames()) {
            facts.add(new Item.Fact(title, fields.required(title, "Give it a value.")));
        }
        return facts;
    }

    private static Locale language(Fields fields) {
        String tag = fields.optional("language");
        try {
            return tag == null
                    ? Locale.ENGLISH
                    : new Locale.Builder().setLanguageTag(tag).build();
        } catch (IllformedLocaleException unreadable) {
            throw fields.refused("language", "it is no language tag", "Write it as de or pt-BR.");
        }
    }
}
