package io.github.vrrp4j.pcap.linux;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/** Writes requests, one or several to a datagram, into the same buffer (netlink(7), rtnetlink(7)). */
final class NetlinkRequest {
    static final int RTM_NEWLINK = 16;
    static final int RTM_DELLINK = 17;
    static final int RTM_GETLINK = 18;
    static final int RTM_SETLINK = 19;
    static final int RTM_NEWADDR = 20;
    static final int RTM_DELADDR = 21;
    static final int RTM_GETADDR = 22;

    static final int ACK = 0x4;
    static final int REPLACE = 0x100;
    static final int EXCLUSIVE = 0x200;
    static final int DUMP = 0x300;
    static final int CREATE = 0x400;

    private static final int REQUEST = 0x1;
    private static final int FLAGS_OFFSET = 6;
    private static final int SEQUENCE_OFFSET = 8;

    /** Enough for {@link Rtnetlink#BATCH} messages about addresses. */
    private static final int BUFFER_BYTES = 16 * 1024;

    private final Memory memory = new Memory(BUFFER_BYTES);
    private final ByteBuffer bytes = memory.getByteBuffer(0, BUFFER_BYTES);
    private int start;

    void clear() {
        bytes.clear();
    }

    /** Begins a message behind those that are complete. */
    NetlinkRequest begin(int type, int flags) {
        start = bytes.position();
        bytes.putInt(0).putShort((short) type).putShort((short) (REQUEST | flags));
        bytes.putInt(0).putInt(0);
        return this;
    }

    NetlinkRequest u8(int value) {
        bytes.put((byte) value);
        return this;
    }

    NetlinkRequest u32(int value) {
        bytes.putInt(value);
        return this;
    }

    NetlinkRequest attribute(int type, byte[] value) {
        attributeHeader(type, value.length);
        bytes.put(value);
        while (bytes.position() % Integer.BYTES != 0) {
            bytes.put((byte) 0);
        }
        return this;
    }

    NetlinkRequest attribute(int type, int... values) {
        attributeHeader(type, values.length * Integer.BYTES);
        for (int value : values) {
            bytes.putInt(value);
        }
        return this;
    }

    /** An attribute that consists of attributes. */
    NetlinkRequest nested(int type, Runnable content) {
        int header = bytes.position();
        attributeHeader(type, 0);
        content.run();
        bytes.putShort(header, (short) (bytes.position() - header));
        return this;
    }

    private void attributeHeader(int type, int length) {
        bytes.putShort((short) (2 * Short.BYTES + length)).putShort((short) type);
    }

    void end(int sequence) {
        bytes.putInt(start, bytes.position() - start).putInt(start + SEQUENCE_OFFSET, sequence);
    }

    void demandAck() {
        bytes.putShort(start + FLAGS_OFFSET, (short) (bytes.getShort(start + FLAGS_OFFSET) | ACK));
    }

    Pointer memory() {
        return memory;
    }

    int length() {
        return bytes.position();
    }
}
