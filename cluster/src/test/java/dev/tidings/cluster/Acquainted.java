package dev.tidings.cluster;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.teams.activity.ChannelAccount;
import dev.tidings.teams.activity.ConversationAccount;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.ConversationType;

/// Makes the bot know people.
final class Acquainted {
    private Acquainted() {}

    /// Installs the app for a person, and keeps the chat.
    ///
    /// @return the bot's own id of the person
    static String with(Person person, String tenant, FakeTeams teams, DirectoryStore directory) {
        teams.people().install(person);
        String user = teams.scenery().userId(person);
        directory.keep(
                new Tenancy(Bots.DEFAULT, tenant),
                new ConversationReference(
                        null,
                        ChannelAccount.of(user),
                        ChannelAccount.of("28:" + teams.bot().appId()),
                        new ConversationAccount(
                                teams.scenery().personalChat(person), ConversationType.PERSONAL, tenant, null),
                        ConversationReference.MS_TEAMS,
                        teams.serviceUrl(tenant).toString(),
                        null),
                user,
                Sender.CLOCK.instant());
        return user;
    }
}
