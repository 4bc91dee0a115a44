package dev.tidings.server.engine;

import dev.tidings.delivery.bot.GraphAccess;
import dev.tidings.teams.graph.CatalogApp;
import dev.tidings.teams.graph.GraphClient;
import dev.tidings.teams.graph.GraphException;
import dev.tidings.teams.graph.InstallPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks which permissions a bot has in Microsoft Graph, by asking about nobody: who may ask is told
/// that there is no such person, who may not is refused.
final class GraphExam {
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";
    private static final String CONSENT = "Ask an administrator to consent to the application permission ";

    private final GraphAccess access;
    private final GraphClient graph;
    private final boolean zones;

    /// @param zones whether time zones are asked for
    GraphExam(GraphAccess access, String tenant, boolean zones) {
        this.access = access;
        this.graph = access.in(tenant);
        this.zones = zones;
    }

    List<Finding> findings(String bot) {
        List<Finding> found = new ArrayList<>();
        Finding people = permitted(
                bot,
                "User.Read.All",
                "people are looked up by name, and everybody is listed",
                () -> graph.user(NOBODY));
        found.add(people);
        if (people.health() == Finding.Health.BROKEN) {
            return found;
        }
        found.add(permitted(bot, "GroupMember.Read.All", "groups are read", () -> graph.members(NOBODY, null)));
        found.add(catalog(bot));
        found.add(permitted(
                bot,
                "TeamsAppInstallation.ReadWriteSelfForUser.All",
                "the app is installed for people",
                () -> graph.installation(new InstallPlace.User(NOBODY), NOBODY)));
        if (access.app().places()) {
            found.addAll(places(bot));
        }
        if (zones) {
            found.add(permitted(
                    bot,
                    "MailboxSettings.Read",
                    "people's time zones are read from their mailboxes",
                    () -> graph.timeZone(NOBODY)));
        }
        return found;
    }

    private List<Finding> places(String bot) {
        return List.of(
                permitted(
                        bot,
                        "TeamsAppInstallation.ReadWriteSelfForTeam.All",
                        "the app is installed in teams",
                        () -> graph.installation(new InstallPlace.Team(NOBODY), NOBODY)),
                permitted(
                        bot,
                        "TeamsAppInstallation.ReadWriteSelfForChat.All",
                        "the app is installed in chats",
                        () -> graph.installation(new InstallPlace.Chat(NOBODY), NOBODY)));
    }

    private Finding catalog(String bot) {
        String subject = bot + ", catalog";
        try {
            String configured = access.app().catalogId();
            Optional<CatalogApp> app =
                    configured == null ? graph.catalogApp(access.app().manifestId()) : graph.catalogAppById(configured);
            return app.isPresent()
                    ? Finding.good(subject, "the organisation's catalog has the app")
                    : Finding.lacking(
                            subject,
                            "the organisation's catalog does not have the app "
                                    + access.app().manifestId(),
                            "Write the package with './tidings app-package' and have it uploaded in the Teams admin"
                                    + " center, or set the bot's manifest-id or catalog-app-id.");
        } catch (GraphException refused) {
            return judged(subject, "AppCatalog.Read.All", refused, "the app is found in the catalog");
        }
    }

    private interface Question {
        @Nullable
        Object ask();
    }

    private static Finding permitted(String bot, String permission, String allows, Question question) {
        String subject = bot + ", " + permission;
        try {
            question.ask();
            return Finding.good(subject, allows);
        } catch (GraphException refused) {
            return judged(subject, permission, refused, allows);
        }
    }

    private static Finding judged(String subject, String permission, GraphException refused, String allows) {
        return switch (refused.kind()) {
            case NOT_FOUND -> Finding.good(subject, allows);
            case NO_PERMISSION, FORBIDDEN ->
                Finding.lacking(subject, "nobody has consented to it", CONSENT + permission + ".");
            case NO_TOKEN, UNAUTHORIZED ->
                Finding.broken(
                        subject,
                        "Microsoft Graph does not accept the bot: " + refused.getMessage(),
                        "Ask an administrator to consent to the bot's registration in this tenant.");
            default ->
                Finding.lacking(
                        subject,
                        "Microsoft Graph cannot be asked: " + refused.getMessage(),
                        "Try again; check the network, the proxy and tidings.endpoints.graph.");
        };
    }
}
