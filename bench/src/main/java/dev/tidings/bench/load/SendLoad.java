package dev.tidings.bench.load;

import java.util.concurrent.CompletionStage;

/// One contender: sends one message through its normal API each time it is asked.
public interface SendLoad extends AutoCloseable {
    /// Sends one message and completes when the other side has answered, exceptionally unless the answer was
    /// a success.
    CompletionStage<?> send();

    @Override
    void close();
}
