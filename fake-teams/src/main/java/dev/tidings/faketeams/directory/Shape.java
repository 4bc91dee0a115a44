package dev.tidings.faketeams.directory;

/// How large the generated directory is: tenants, and in each tenant people, teams, channels per team and
/// group chats.
public record Shape(int tenants, int people, int teams, int channels, int chats) {
    /// The most people a tenant can have.
    public static final int MOST_PEOPLE = 10_000_000;

    public Shape {
        if (tenants < 1
                || tenants > 10_000
                || people < 1
                || people > MOST_PEOPLE
                || teams < 0
                || channels < 1
                || chats < 0) {
            throw new IllegalArgumentException(
                    "1 to 10,000 tenants, 1 to 10,000,000 people, at least one channel (General) per team");
        }
    }

    /// One tenant of 20 people, 3 teams of 3 channels and 2 group chats.
    public static Shape small() {
        return new Shape(1, 20, 3, 3, 2);
    }

    /// The same with so many tenants.
    public Shape withTenants(int number) {
        return new Shape(number, people, teams, channels, chats);
    }

    /// The same with so many people in each tenant.
    public Shape withPeople(int number) {
        return new Shape(tenants, number, teams, channels, chats);
    }

    /// The same with so many teams in each tenant.
    public Shape withTeams(int number) {
        return new Shape(tenants, people, number, channels, chats);
    }

    /// The same with so many channels in each team, General among them.
    public Shape withChannels(int number) {
        return new Shape(tenants, people, teams, number, chats);
    }

    /// The same with so many group chats in each tenant.
    public Shape withChats(int number) {
        return new Shape(tenants, people, teams, channels, number);
    }
}
