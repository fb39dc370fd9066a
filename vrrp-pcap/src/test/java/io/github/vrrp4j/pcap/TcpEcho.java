package io.github.vrrp4j.pcap;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Answers each byte on any address of a namespace with the same byte. */
public final class TcpEcho implements Closeable {
    private static final int PORT = 7007;
    private static final int BACKLOG = 50;
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int IMPATIENCE_MILLIS = 400;

    private final ServerSocket server;

    public TcpEcho(Namespace namespace) throws Exception {
        server = namespace.call(() -> new ServerSocket(PORT, BACKLOG));
        Thread thread = new Thread(this::serve, "echo");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread thread = new Thread(() -> echo(client), "echo");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private static void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // The other side is gone.
        }
    }

    /** Connects from a namespace. */
    public static Socket connect(Namespace from, String address) throws Exception {
        return connect(from, address, PATIENCE_MILLIS);
    }

    private static Socket connect(Namespace from, String address, int millis) throws Exception {
        return from.call(() -> {
            Socket socket = new Socket();
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.connect(new InetSocketAddress(InetAddress.getByName(address), PORT), millis);
            } catch (IOException e) {
                socket.close();
                throw e;
            }
            return socket;
        });
    }

    /** Whether somebody answers at an address; also if the first packet got lost while an interface was set up. */
    public static boolean answers(Namespace from, String address) throws Exception {
        return answers(from, address, PATIENCE_MILLIS);
    }

    /** Whether nobody answers at an address for a while. */
    public static boolean isSilent(Namespace from, String address) throws Exception {
        return !answers(from, address, IMPATIENCE_MILLIS);
    }

    private static boolean answers(Namespace from, String address, int millis) throws Exception {
        try (Socket socket = connect(from, address, millis)) {
            return exchanges(socket);
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends a byte and says whether it comes back. */
    public static boolean exchanges(Socket socket) throws IOException {
        socket.getOutputStream().write('x');
        return socket.getInputStream().read() == 'x';
    }

    public boolean isOpen() {
        return !server.isClosed();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
