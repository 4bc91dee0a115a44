package dev.tidings.faketeams.world;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.directory.Tenant;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Somewhere messages can be: a bot's chat with one person, a group chat, or a channel of a team.
public sealed interface Conversation {
    /// The id on the wire.
    String id();

    /// The tenant that it belongs to.
    Tenant tenant();

    /// The word in `conversationType`.
    String type();

    /// The chat between one bot and one person; its id means something to that bot only.
    record Personal(String id, Bot bot, Tenant tenant, Person person) implements Conversation {
        @Override
        public String type() {
            return "personal";
        }
    }

    /// A group chat.
    final class Group implements Conversation {
        private final String id;
        private final Tenant tenant;
        private final String name;
        private final Roster roster;
        private final Set<String> installed = new LinkedHashSet<>();

        Group(String id, Tenant tenant, String name, Roster roster) {
            this.id = id;
            this.tenant = tenant;
            this.name = name;
            this.roster = roster;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Tenant tenant() {
            return tenant;
        }

        @Override
        public String type() {
            return "groupChat";
        }

        /// The name that people see.
        public String name() {
            return name;
        }

        /// Who is in it.
        public Roster roster() {
            return roster;
        }

        /// The app ids of the bots installed here; changed in place.
        public Set<String> installed() {
            return installed;
        }
    }

    /// A channel; General has no name and its id is the team's.
    final class Channel implements Conversation {
        private final String id;
        private final Team team;
        private @Nullable String name;
        private boolean deleted;

        Channel(String id, Team team, @Nullable String name) {
            this.id = id;
            this.team = team;
            this.name = name;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Tenant tenant() {
            return team.tenant();
        }

        @Override
        public String type() {
            return "channel";
        }

        /// The team that it belongs to.
        public Team team() {
            return team;
        }

        /// The name, null for the General channel.
        public @Nullable String name() {
            return name;
        }

        /// The name that people see, also for General.
        public String label() {
            return Objects.requireNonNullElse(name, "General");
        }

        /// Gives it another name.
        public void rename(String other) {
            name = other;
        }

        /// Whether it is its team's first channel, whose id is the team's.
        public boolean isGeneral() {
            return id.equals(team.id());
        }

        /// Whether it was deleted.
        public boolean deleted() {
            return deleted;
        }

        /// Deletes it.
        public void delete() {
            deleted = true;
        }
    }
}
