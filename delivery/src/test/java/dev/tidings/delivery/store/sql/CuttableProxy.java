package dev.tidings.delivery.store.sql;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Stands between a client and a server on this machine, and cuts all connections on demand.
final class CuttableProxy implements AutoCloseable {
    private final ServerSocket door;
    private final int serverPort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    CuttableProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    void cut() {
        cut = true;
        open.forEach(CuttableProxy::closed);
    }

    void mend() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        cut();
        door.close();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                if (cut) {
                    closed(client);
                } else {
                    connect(client);
                }
            } catch (IOException over) {
                // closed, or the server refused: the client sees its connection end
            }
        }
    }

    private void connect(Socket client) throws IOException {
        open.add(client);
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        open.add(server);
        Thread.startVirtualThread(() -> pump(client, server));
        Thread.startVirtualThread(() -> pump(server, client));
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException over) {
            // one side has ended, so both do
        }
        closed(from);
        closed(to);
    }

    private static void closed(Socket socket) {
        try {
            socket.close();
        } catch (IOException already) {
            // it is closed
        }
    }
}
