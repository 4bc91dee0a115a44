package dev.tidings.teams.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a roster.
///
/// @param continuationToken asks for the next part; null if this is the last
public record MemberPage(List<Member> members, @Nullable String continuationToken) {

    public MemberPage {
        members = List.copyOf(members);
    }
}
