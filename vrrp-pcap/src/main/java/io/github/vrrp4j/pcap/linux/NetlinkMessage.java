package io.github.vrrp4j.pcap.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A message from the kernel, still in the buffer into which it was received: valid until the next one is.
 *
 * @param buffer in the byte order of the host
 * @param start index of the message in the buffer
 * @param end index behind the message
 */
record NetlinkMessage(ByteBuffer buffer, int start, int end) {
    static final int HEADER = 16;

    static final int NLMSG_ERROR = 2;
    static final int NLMSG_DONE = 3;
    static final int RTM_NEWLINK = 16;
    static final int RTM_DELLINK = 17;
    static final int RTM_NEWADDR = 20;
    static final int RTM_DELADDR = 21;

    private static final int DUMP_INTERRUPTED = 0x10;
    private static final int ATTRIBUTE_HEADER = 4;
    private static final int ATTRIBUTE_TYPE_MASK = 0x3fff;

    int type() {
        return buffer.getShort(start + 4) & 0xffff;
    }

    boolean isOfInterruptedDump() {
        return (buffer.getShort(start + 6) & DUMP_INTERRUPTED) != 0;
    }

    int sequence() {
        return buffer.getInt(start + 8);
    }

    int u8(int offset) {
        return buffer.get(start + offset) & 0xff;
    }

    int s32(int offset) {
        return buffer.getInt(start + offset);
    }

    /** The value of the first attribute of this type behind a fixed part of this length; empty if there is none. */
    byte[] attribute(int fixedLength, int type) {
        return attribute(buffer, start + HEADER + fixedLength, end, type);
    }

    /** The value of the first attribute of this type in one that consists of attributes; empty if there is none. */
    static byte[] nested(byte[] attributes, int type) {
        return attribute(ByteBuffer.wrap(attributes).order(ByteOrder.nativeOrder()), 0, attributes.length, type);
    }

    private static byte[] attribute(ByteBuffer buffer, int from, int end, int type) {
        int at = from;
        while (at + ATTRIBUTE_HEADER <= end) {
            int length = buffer.getShort(at) & 0xffff;
            if (length < ATTRIBUTE_HEADER || at + length > end) {
                break;
            }
            if ((buffer.getShort(at + 2) & ATTRIBUTE_TYPE_MASK) == type) {
                byte[] value = new byte[length - ATTRIBUTE_HEADER];
                buffer.get(at + ATTRIBUTE_HEADER, value);
                return value;
            }
            at += aligned(length);
        }
        return new byte[0];
    }

    static int aligned(int length) {
        return length + 3 & ~3;
    }
}
