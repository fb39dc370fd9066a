package io.github.vrrp4j.pcap.linux;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/** Writes one request after the other into the same buffer (netlink(7), rtnetlink(7)). */
final class NetlinkRequest {
    static final int RTM_GETLINK = 18;
    static final int RTM_NEWADDR = 20;
    static final int RTM_DELADDR = 21;
    static final int RTM_GETADDR = 22;

    static final int ACK = 0x4;
    static final int REPLACE = 0x100;
    static final int DUMP = 0x300;
    static final int CREATE = 0x400;

    private static final int REQUEST = 0x1;
    private static final int SEQUENCE_OFFSET = 8;

    private static final int BUFFER_BYTES = 256;

    private final Memory memory = new Memory(BUFFER_BYTES);
    private final ByteBuffer bytes = memory.getByteBuffer(0, BUFFER_BYTES);

    NetlinkRequest begin(int type, int flags) {
        bytes.clear();
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

    private void attributeHeader(int type, int length) {
        bytes.putShort((short) (2 * Short.BYTES + length)).putShort((short) type);
    }

    void finish(int sequence) {
        bytes.putInt(0, bytes.position()).putInt(SEQUENCE_OFFSET, sequence);
    }

    Pointer memory() {
        return memory;
    }

    int length() {
        return bytes.position();
    }
}
