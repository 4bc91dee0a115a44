package dev.tidings.faketeams.world;

import dev.tidings.faketeams.directory.Tenant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A team, its channels (General first), its people and the bots installed in it.
public final class Team {
    private final String id;
    private final String groupId;
    private final Tenant tenant;
    private final Roster roster;
    private final List<Conversation.Channel> channels = new ArrayList<>();
    private final Set<String> installed = new LinkedHashSet<>();
    private String name;
    private boolean deleted;

    Team(String id, String groupId, Tenant tenant, String name, Roster roster) {
        this.id = id;
        this.groupId = groupId;
        this.tenant = tenant;
        this.name = name;
        this.roster = roster;
        addChannel(id, null);
    }

    /// The id of the General channel.
    public String id() {
        return id;
    }

    /// The id of the group behind the team, a GUID.
    public String groupId() {
        return groupId;
    }

    /// The tenant that it belongs to.
    public Tenant tenant() {
        return tenant;
    }

    /// The name that people see.
    public String name() {
        return name;
    }

    /// Gives it another name.
    public void rename(String other) {
        name = other;
    }

    /// Who is in it.
    public Roster roster() {
        return roster;
    }

    /// The bots that are installed in it.
    public Set<String> installed() {
        return installed;
    }

    /// Whether it was deleted.
    public boolean deleted() {
        return deleted;
    }

    /// Deletes it.
    public void delete() {
        deleted = true;
    }

    /// The channels that exist now, General first.
    public List<Conversation.Channel> channels() {
        return channels.stream().filter(channel -> !channel.deleted()).toList();
    }

    /// Its first channel, whose id is the team's.
    public Conversation.Channel general() {
        return channels.get(0);
    }

    Conversation.Channel addChannel(String channelId, @Nullable String channelName) {
        Conversation.Channel fresh = new Conversation.Channel(channelId, this, channelName);
        channels.add(fresh);
        return fresh;
    }
}
