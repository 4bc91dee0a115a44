package dev.tidings.delivery.notification;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person gets of the topics, and what else there is to choose.
///
/// @param topics those that the person has said something about and the mandatory ones first, each kind
///     in the order of names
/// @param stopped whether the person wants nothing of any topic but of those chosen since
/// @param more whether there are further topics
public record Choices(List<Choice> topics, boolean stopped, boolean more) {

    /// What a person has said about a topic.
    ///
    /// @param mandatory whether they get it whatever they say
    /// @param wish what they want of it, or null if they have said nothing
    public record Choice(
            String topic, boolean mandatory, @Nullable Wish wish) {}

    /// Keeps its own copy.
    public Choices {
        topics = List.copyOf(topics);
    }
}
