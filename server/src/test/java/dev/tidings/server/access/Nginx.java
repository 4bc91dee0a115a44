package dev.tidings.server.access;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A real nginx with the configuration that the documents show.
final class Nginx implements AutoCloseable {
    private static final Path PAGE = Path.of("../docs/operations.md");
    private static final Pattern SHOWN = Pattern.compile("```nginx\\n(.*?)```", Pattern.DOTALL);

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Starts it in front of a server, or skips the test and says what to install.
    static Nginx before(URI server, Path folder) throws IOException, InterruptedException {
        Path program = program();
        assumeTrue(Files.isExecutable(program), "nginx is needed: apt-get install nginx-light");
        int port = freePort();
        Path settings = Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                master_process off;
                pid nginx.pid;
                error_log stderr;
                events {}
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                """ + shown(server, port) + "}\n");
        Process process = new ProcessBuilder(
                        program.toString(), "-p", folder.toString(), "-c", settings.toString(), "-e", "stderr")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
        Nginx nginx = new Nginx(process, port);
        nginx.awaitStart(folder);
        return nginx;
    }

    /// The block of the page, on a free port, without the certificate, and with the server where it is.
    private static String shown(URI server, int port) throws IOException {
        Matcher block = SHOWN.matcher(Files.readString(PAGE));
        if (!block.find()) {
            throw new AssertionError("no nginx configuration in " + PAGE);
        }
        return block.group(1)
                .replace("listen 443 ssl;", "listen 127.0.0.1:" + port + ";")
                .replaceAll("(?m)^ *ssl_.*\\n", "")
                .replace("http://127.0.0.1:3978", "http://127.0.0.1:" + server.getPort());
    }

    int port() {
        return port;
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private void awaitStart(Path folder) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline && process.isAlive()) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
        }
        close();
        throw new AssertionError("nginx did not start: " + Files.readString(folder.resolve("nginx.log")));
    }

    private static Path program() {
        return Path.of(Files.isExecutable(Path.of("/usr/sbin/nginx")) ? "/usr/sbin/nginx" : "/usr/bin/nginx");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
