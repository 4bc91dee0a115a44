package dev.tidings.delivery.store;

import java.util.List;
import java.util.OptionalLong;

/// What the processes on one database tell one another: who sends, and what the others have for it.
/// Thread-safe; blocks. Every method throws [StoreUnavailableException] while the database is away.
public interface NodeStore {

    /// Begins a term: from now on those before it write nothing more of the engine's. What others told
    /// before is among the facts, and is not told again.
    ///
    /// @return its number, larger than any before
    long begin();

    /// This process sends in a term, or in none (0): what it accepts need not be told to another then.
    void leads(long term);

    /// What was told and not yet heard, the oldest first.
    List<Post> posts(int limit);

    /// These were heard.
    void heard(List<Post> posts);

    /// Asks the process that sends.
    ///
    /// @return the question's number
    long ask(Post.Kind kind, String about, String body);

    /// Answers a question.
    void answer(long question, long answer);

    /// The answer to a question, as soon as there is one; then the question is over.
    OptionalLong answered(long question);

    /// Nobody waits for an answer any more.
    void withdraw(long question);
}
