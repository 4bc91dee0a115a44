package dev.tidings.faketeams.world;

import dev.tidings.faketeams.directory.Directory;
import dev.tidings.faketeams.directory.Tenant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The teams, channels and group chats there are, by id.
public final class Places {
    private static final int TEAM_SIZE = 12;
    private static final int CHAT_SIZE = 4;

    private final Map<String, Team> teams = new LinkedHashMap<>();
    private final Map<String, Conversation.Group> groups = new LinkedHashMap<>();
    private final Map<String, Conversation.Channel> channels = new LinkedHashMap<>();
    private int made;

    Places(Directory directory) {
        directory.tenants().forEach(tenant -> {
            for (int i = 0; i < directory.shape().teams(); i++) {
                addTeam(tenant, i, directory.shape().channels());
            }
            for (int i = 0; i < directory.shape().chats(); i++) {
                addGroup(tenant, i);
            }
        });
    }

    /// All teams, deleted ones included.
    public Collection<Team> teams() {
        return new ArrayList<>(teams.values());
    }

    /// All group chats.
    public Collection<Conversation.Group> groups() {
        return new ArrayList<>(groups.values());
    }

    /// The team with this id, also when it was deleted.
    public Optional<Team> team(String id) {
        return Optional.ofNullable(teams.get(id));
    }

    /// The group chat or channel with this id, also when it was deleted.
    public Optional<Conversation> find(String id) {
        Conversation.Group group = groups.get(id);
        return Optional.ofNullable(group == null ? channels.get(id) : group);
    }

    /// The channel with this id.
    public Optional<Conversation.Channel> channel(String id) {
        return Optional.ofNullable(channels.get(id));
    }

    /// A new channel in a team.
    public Conversation.Channel createChannel(Team team, String name) {
        return addChannel(team, 1_000_000 + made++, name);
    }

    // The first team has everybody in it, so that large rosters can be read; the others are small.
    private void addTeam(Tenant tenant, int index, int channelCount) {
        String id = "19:" + tenant.hex(1, index) + "@thread.tacv2";
        int size = index == 0 ? tenant.size() : TEAM_SIZE;
        Roster roster = new Roster(index * TEAM_SIZE / 2 % tenant.size(), size, tenant.size());
        Team team = new Team(id, tenant.guid(2, index), tenant, tenant.teamName(index), roster);
        teams.put(id, team);
        channels.put(id, team.general());
        for (int i = 1; i < channelCount; i++) {
            addChannel(team, index * 1000 + i, tenant.channelName(i - 1));
        }
    }

    private Conversation.Channel addChannel(Team team, int number, String name) {
        String id = "19:" + team.tenant().hex(3, number) + "@thread.tacv2";
        Conversation.Channel channel = team.addChannel(id, name);
        channels.put(id, channel);
        return channel;
    }

    private void addGroup(Tenant tenant, int index) {
        String id = "19:" + tenant.hex(4, index) + "@thread.v2";
        Roster roster = new Roster(index * CHAT_SIZE % tenant.size(), CHAT_SIZE, tenant.size());
        groups.put(id, new Conversation.Group(id, tenant, "Chat " + (index + 1), roster));
    }
}
