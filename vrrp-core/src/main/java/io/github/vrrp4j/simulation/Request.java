package io.github.vrrp4j.simulation;

import io.github.vrrp4j.frames.FrameContent;
import io.github.vrrp4j.frames.UdpFrame;
import io.github.vrrp4j.packet.IpAddress;
import io.github.vrrp4j.packet.MacAddress;
import java.nio.ByteBuffer;

/** What a simulated client sends, and what comes back: datagrams of the echo service (RFC 862) that say who and when. */
record Request(long sentNanos, int client, int server) {
    private static final int ECHO = 7;
    private static final int CLIENT_PORT = 40_000;
    private static final int BYTES = 16;

    static byte[] build(MacAddress destination, MacAddress source, IpAddress from, IpAddress to, Request request) {
        return UdpFrame.build(destination, source, new FrameContent.Udp(from, to, CLIENT_PORT, ECHO, request.bytes()));
    }

    /** The answer goes back to the Ethernet address that the question came from. */
    static byte[] reply(MacAddress own, MacAddress asking, FrameContent.Udp question, SimulatedNode server) {
        Request asked = read(question);
        byte[] answer = new Request(asked.sentNanos, asked.client, server.number()).bytes();
        IpAddress virtual = question.destination();
        IpAddress client = question.source();
        int clientPort = question.sourcePort();
        return UdpFrame.build(asking, own, new FrameContent.Udp(virtual, client, ECHO, clientPort, answer));
    }

    static boolean isRequest(FrameContent.Udp udp) {
        return udp.destinationPort() == ECHO && udp.payload().length == BYTES;
    }

    static boolean isReply(FrameContent.Udp udp) {
        return udp.sourcePort() == ECHO && udp.payload().length == BYTES;
    }

    /** Tells the client which host its request came to, whether or not that host will answer. */
    static void reached(World world, FrameContent.Udp udp, SimulatedNode node) {
        int client = read(udp).client;
        if (client >= 0 && client < world.hosts.size() && world.hosts.get(client) instanceof SimulatedClient asking) {
            asking.reached(node);
        }
    }

    static Request read(FrameContent.Udp udp) {
        ByteBuffer bytes = ByteBuffer.wrap(udp.payload());
        return new Request(bytes.getLong(), bytes.getInt(), bytes.getInt());
    }

    private byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(sentNanos)
                .putInt(client)
                .putInt(server)
                .array();
    }
}
