package dev.tidings.faketeams;

import dev.tidings.faketeams.control.Rig;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.directory.Tenant;
import dev.tidings.faketeams.world.Bot;
import dev.tidings.faketeams.world.Conversation;
import dev.tidings.faketeams.world.Message;
import dev.tidings.faketeams.world.Spot;
import dev.tidings.faketeams.world.Team;
import java.util.List;

/// What there is in a local Teams, for the first bot unless another is named. Thread-safe.
public final class Scenery {
    private final FakeTeams teams;

    Scenery(FakeTeams teams) {
        this.teams = teams;
    }

    /// A team and its channels; the id is that of its General channel, which is the first.
    public record TeamView(String id, String groupId, String tenantId, String name, List<ChannelView> channels) {}

    /// A channel and the name that people see.
    public record ChannelView(String id, String name) {}

    /// A group chat and the object ids of its first members.
    public record ChatView(String id, String tenantId, String name, List<String> members) {}

    /// The id of the tenant at a place, from 0.
    public String tenant(int index) {
        return teams.call(rig -> rig.world().directory().tenant(index).id());
    }

    /// The person at a place in the first tenant's directory, from 0.
    public Person person(int index) {
        return person(0, index);
    }

    /// The person at a place in that tenant's directory, both from 0.
    public Person person(int tenant, int index) {
        return teams.call(rig -> rig.world().directory().tenant(tenant).person(index));
    }

    /// The teams of all tenants, deleted ones left out.
    public List<TeamView> teams() {
        return teams.call(rig -> rig.world().places().teams().stream()
                .filter(team -> !team.deleted())
                .map(Scenery::view)
                .toList());
    }

    /// The group chats of all tenants.
    public List<ChatView> chats() {
        return teams.call(rig -> rig.world().places().groups().stream()
                .map(group -> view(rig, group))
                .toList());
    }

    /// The `29:` id by which the first bot knows a person.
    public String userId(Person person) {
        return userId(teams.bot().appId(), person);
    }

    /// The `29:` id by which that bot knows a person.
    public String userId(String appId, Person person) {
        return teams.call(rig -> rig.world().userId(bot(rig, appId), person));
    }

    /// The id of the chat between the first bot and a person, whether or not it exists yet.
    public String personalChat(Person person) {
        return personalChat(teams.bot().appId(), person);
    }

    /// The id of the chat between that bot and a person, whether or not it exists yet.
    public String personalChat(String appId, Person person) {
        return teams.call(rig -> rig.world().personal(bot(rig, appId), person).id());
    }

    /// The ids of the sessions that the first bot has opened with a person, the oldest first.
    public List<String> sessions(Person person) {
        return teams.call(rig -> rig.world().sessions(bot(rig, teams.bot().appId()), person).stream()
                .map(Conversation::id)
                .toList());
    }

    /// Whether the first bot's app is installed for a person.
    public boolean installed(Person person) {
        return teams.call(rig -> rig.world().installedFor(bot(rig, teams.bot().appId()), person));
    }

    /// The id of the group that holds all groups of the first tenant but the first one.
    public String groupOfGroups() {
        return teams.call(rig -> rig.world().directory().tenant(0).guid(7, 0));
    }

    /// The catalog's id of the first bot's app in the first tenant.
    public String catalogId() {
        return teams.call(rig -> rig.world()
                .organisation()
                .catalogId(
                        bot(rig, teams.bot().appId()),
                        rig.world().directory().tenant(0).id()));
    }

    /// The kept messages of a conversation, oldest first, deleted ones included.
    public List<Message> messages(String conversation) {
        return teams.call(rig -> rig.world().board().messages().in(Spot.base(conversation)));
    }

    /// All kept messages, oldest first.
    public List<Message> messages() {
        return teams.call(rig -> List.copyOf(rig.world().board().messages().all()));
    }

    /// How many messages there have been, forgotten ones included.
    public long messageCount() {
        return teams.call(rig -> rig.world().board().messages().posted());
    }

    private static Bot bot(Rig rig, String appId) {
        return rig.world()
                .bot(appId)
                .orElseThrow(() -> new IllegalArgumentException("there is no bot '" + appId + "'"));
    }

    private static TeamView view(Team team) {
        List<ChannelView> channels = team.channels().stream()
                .map(channel -> new ChannelView(channel.id(), channel.label()))
                .toList();
        Tenant tenant = team.tenant();
        return new TeamView(team.id(), team.groupId(), tenant.id(), team.name(), channels);
    }

    private static ChatView view(Rig rig, Conversation.Group group) {
        List<String> members = rig.world().members(group, 0, 500).stream()
                .map(Person::objectId)
                .toList();
        return new ChatView(group.id(), group.tenant().id(), group.name(), members);
    }
}
