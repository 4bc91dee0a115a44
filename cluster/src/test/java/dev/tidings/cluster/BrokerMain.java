package dev.tidings.cluster;

import kafka.Kafka;
import kafka.tools.StorageTool;

/// A Kafka broker that is its own controller, in a process of its own: formats its folder, then serves.
final class BrokerMain {
    private static final String CLUSTER = "dGlkaW5ncy10ZXN0cy0wMA";

    private BrokerMain() {}

    /// Runs until it is ended.
    ///
    /// @param arguments a file of the broker's properties
    public static void main(String[] arguments) {
        int formatted =
                StorageTool.execute(new String[] {"format", "-t", CLUSTER, "-c", arguments[0], "-g"}, System.out);
        if (formatted != 0) {
            System.exit(formatted);
        }
        Kafka.main(new String[] {arguments[0]});
    }
}
