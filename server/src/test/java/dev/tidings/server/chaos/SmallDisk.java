package dev.tidings.server.chaos;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file system of a few megabytes that can be full.
final class SmallDisk implements AutoCloseable {
    private static final int LARGE = 1 << 16;
    private static final int SMALL = 1 << 9;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /// Skips the test where nothing can be mounted.
    ///
    /// @param megabytes how much it holds
    static SmallDisk mount(Path folder, int megabytes) throws IOException {
        Files.createDirectory(folder);
        boolean mounted =
                run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tidings-chaos", folder.toString());
        assumeTrue(mounted, "a small disk needs root, who may mount a tmpfs");
        return new SmallDisk(folder);
    }

    private static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.onExit().join().exitValue() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    Path folder() {
        return folder;
    }

    /// Takes all the room that is left.
    void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filler())) {
            for (int size = LARGE; size >= SMALL; size /= 2) {
                writeUntilFull(out, new byte[size]);
            }
        }
    }

    private static void writeUntilFull(OutputStream out, byte[] block) {
        try {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            // That is what is wanted.
        }
    }

    /// Gives the room back.
    void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    @Override
    public void close() throws IOException {
        if (!run("umount", folder.toString()) && !run("umount", "-l", folder.toString())) {
            throw new IOException(folder + " cannot be unmounted");
        }
    }
}
