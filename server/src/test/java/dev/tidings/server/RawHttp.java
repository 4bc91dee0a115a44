package dev.tidings.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Sends headers as they are written, also those that an HTTP client would not.
public final class RawHttp {
    private RawHttp() {}

    /// The status of the answer.
    public static int status(int port, String method, String path, String... headers) throws IOException {
        String answer = answer(port, method, path, headers);
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    /// The whole answer, headers included.
    public static String answer(int port, String method, String path, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            String request = method + " " + path + " HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", headers)
                    + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
