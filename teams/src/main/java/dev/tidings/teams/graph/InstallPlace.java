package dev.tidings.teams.graph;

/// Where an app can be installed.
public sealed interface InstallPlace {

    /// For a person.
    ///
    /// @param id the Entra object id
    record User(String id) implements InstallPlace {}

    /// In a team.
    ///
    /// @param groupId the id of the Microsoft 365 group behind the team, a GUID
    record Team(String groupId) implements InstallPlace {}

    /// In a group or meeting chat.
    ///
    /// @param id the chat's id, `19:...`
    record Chat(String id) implements InstallPlace {}
}
