package dev.tidings.server.cli;

/// The `tidings` command.
public final class Tidings {
    private Tidings() {}

    /// Runs one command and exits with its code.
    public static void main(String[] args) {
        System.exit(args.length);
    }
}
