package dev.tidings.cluster;

import java.util.List;

/// A node in a process of its own.
final class Node implements AutoCloseable {
    private volatile int shards;
    private volatile boolean left;
    private final Child process;

    Node(List<String> arguments) {
        process = new Child(NodeMain.class, arguments, this::hear);
    }

    private void hear(String line) {
        if (line.startsWith("shards ")) {
            shards = Integer.parseInt(line.substring("shards ".length()));
        }
        left |= line.equals("left");
    }

    /// How many shards it owns, as of when it last said so.
    int shards() {
        return shards;
    }

    Child process() {
        return process;
    }

    /// Gives everything up in good order.
    boolean leave() throws Exception {
        process.leave();
        return left;
    }

    @Override
    public void close() {
        process.close();
    }
}
