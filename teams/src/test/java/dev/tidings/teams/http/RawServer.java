package dev.tidings.teams.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;

/// A server on a bare socket that does to each connection what a test says, and keeps what arrived whole.
public final class RawServer implements AutoCloseable {

    /// What happens to one connection.
    @FunctionalInterface
    public interface Script {
        void serve(Connection connection) throws IOException;
    }

    /// A request that arrived whole.
    public record Request(String line, Map<String, String> headers, String body) {}

    private final ServerSocket socket;
    private final Script script;
    private final List<Request> whole = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    public RawServer(Script script) {
        this(ServerSocketFactory.getDefault(), script);
    }

    /// A server on sockets of this kind, such as those that speak TLS.
    public RawServer(ServerSocketFactory sockets, Script script) {
        this.script = script;
        try {
            this.socket = sockets.createServerSocket(0, 2000, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
        Thread.ofVirtual().name("raw-server").start(this::accept);
    }

    /// An address of this server.
    public URI uri(String path) {
        String scheme = socket instanceof SSLServerSocket ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + socket.getLocalPort() + path);
    }

    /// The requests that arrived to their last byte, in order.
    public List<Request> whole() {
        return List.copyOf(whole);
    }

    /// How many connections were accepted.
    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        quietly(socket);
        open.forEach(RawServer::quietly);
    }

    /// Waits inside a script.
    public static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket accepted = socket.accept();
                accepted.setTcpNoDelay(true);
                open.add(accepted);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(accepted));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket accepted) {
        try (accepted) {
            script.serve(new Connection(accepted));
        } catch (IOException cut) {
            // A test that cuts a connection expects this.
        } finally {
            open.remove(accepted);
        }
    }

    private static void quietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception ignored) {
            // Nothing depends on a clean close.
        }
    }

    /// One accepted connection.
    public final class Connection {
        private final Socket socket;
        private final InputStream in;
        private String line = "";
        private Map<String, String> headers = Map.of();
        private String body = "";

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        /// Reads the head of a request and leaves its body on the wire.
        ///
        /// @return false if the client closed the connection instead
        public boolean readHead() throws IOException {
            line = readLine();
            if (line.isEmpty()) {
                return false;
            }
            headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (String header = readLine(); !header.isEmpty(); header = readLine()) {
                int colon = header.indexOf(':');
                headers.put(
                        header.substring(0, colon), header.substring(colon + 1).strip());
            }
            if (!headers.containsKey("Content-Length") && !headers.containsKey("Transfer-Encoding")) {
                whole.add(new Request(line, headers, ""));
            }
            return true;
        }

        /// Reads a whole request and keeps it.
        ///
        /// @return false if the client closed the connection instead
        public boolean readAll() throws IOException {
            if (!readHead()) {
                return false;
            }
            String length = headers.get("Content-Length");
            if (length != null) {
                byte[] bytes = in.readNBytes(Integer.parseInt(length));
                body = new String(bytes, StandardCharsets.UTF_8);
                if (bytes.length == Integer.parseInt(length)) {
                    whole.add(new Request(line, headers, body));
                }
            } else if (headers.containsKey("Transfer-Encoding")) {
                throw new IllegalStateException("this server reads no chunks");
            }
            return true;
        }

        /// The body that was read last.
        public String body() {
            return body;
        }

        /// Writes these bytes as they are.
        public void write(String raw) throws IOException {
            socket.getOutputStream().write(raw.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }

        /// Answers with a status and a body.
        public void answer(int status, String body, String... headers) throws IOException {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            head.append("Content-Length: ").append(body.getBytes(StandardCharsets.UTF_8).length);
            write(head + "\r\n\r\n" + body);
        }

        /// Waits until the client closes the connection.
        public void untilClosed() throws IOException {
            while (in.read() >= 0) {
                // What arrives now is of no interest.
            }
        }

        /// Carries bytes to a port of this machine and back until one side ends.
        public void spliceTo(int port) throws IOException {
            try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
                Thread back = Thread.ofVirtual().start(() -> carry(target));
                in.transferTo(target.getOutputStream());
                target.shutdownOutput();
                back.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private void carry(Socket target) {
            try {
                target.getInputStream().transferTo(socket.getOutputStream());
                socket.shutdownOutput();
            } catch (IOException ended) {
                // Whichever side ends first, the other is closed with the connection.
            }
        }

        /// Cuts the connection with a reset instead of an orderly end.
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        private String readLine() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int each = in.read(); each >= 0 && each != '\n'; each = in.read()) {
                if (each != '\r') {
                    bytes.write(each);
                }
            }
            return bytes.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
