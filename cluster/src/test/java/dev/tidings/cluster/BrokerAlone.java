package dev.tidings.cluster;

import java.nio.file.Path;

/// A broker for measurements; it ends when its standard input does.
final class BrokerAlone {
    private BrokerAlone() {}

    /// Prints where it listens, and its process.
    ///
    /// @param arguments a folder that is there
    public static void main(String[] arguments) throws Exception {
        try (Broker broker = Broker.start(Path.of(arguments[0]))) {
            System.out.printf(
                    "{\"kind\":\"broker\",\"servers\":\"%s\",\"process\":\"%d\"}%n",
                    broker.servers(), broker.process().id());
            while (System.in.read() >= 0) {
                Waiting.moment();
            }
        }
    }
}
