package io.github.vrrp4j.examples.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A pcap file with nanoseconds, in the byte order of this machine, that another process still writes to. */
public final class PcapFile {
    private static final int MAGIC_NANOSECONDS = 0xa1b23c4d;
    private static final int LINKTYPE_ETHERNET = 1;
    private static final int FILE_HEADER_BYTES = 24;
    private static final int RECORD_HEADER_BYTES = 16;

    /** Takes one frame. */
    public interface FrameSink {
        void frame(long timeNanos, byte[] frame);
    }

    private final Path path;
    private long position;

    public PcapFile(Path path) {
        this.path = path;
    }

    /** Passes on what was written since the last call; a record of which only a part is there waits for the next. */
    public void readNew(FrameSink sink) {
        ByteBuffer data = rest();
        if (position == 0) {
            if (data.remaining() < FILE_HEADER_BYTES) {
                return;
            }
            checkFileHeader(data);
        }
        while (data.remaining() >= RECORD_HEADER_BYTES
                && data.remaining() >= RECORD_HEADER_BYTES + data.getInt(data.position() + 8)) {
            long timeNanos = timeNanos(data);
            byte[] frame = new byte[data.getInt()];
            data.getInt();
            data.get(frame);
            sink.frame(timeNanos, frame);
        }
        position += data.position();
    }

    /** Passes on what another process writes to a pipe, until it ends. */
    public static void readAll(InputStream stream, FrameSink sink) throws IOException {
        ByteBuffer header = read(stream, FILE_HEADER_BYTES);
        if (header.hasRemaining()) {
            checkFileHeader(header);
        }
        for (header = read(stream, RECORD_HEADER_BYTES);
                header.hasRemaining();
                header = read(stream, RECORD_HEADER_BYTES)) {
            long timeNanos = timeNanos(header);
            byte[] frame = stream.readNBytes(header.getInt());
            sink.frame(timeNanos, frame);
        }
    }

    /** Nothing at the end. */
    private static ByteBuffer read(InputStream stream, int length) throws IOException {
        byte[] bytes = stream.readNBytes(length);
        return ByteBuffer.wrap(bytes, 0, bytes.length == length ? length : 0).order(ByteOrder.nativeOrder());
    }

    private static long timeNanos(ByteBuffer recordHeader) {
        return Integer.toUnsignedLong(recordHeader.getInt()) * 1_000_000_000L + recordHeader.getInt();
    }

    private static void checkFileHeader(ByteBuffer data) {
        if (data.getInt(0) != MAGIC_NANOSECONDS || data.getInt(20) != LINKTYPE_ETHERNET) {
            throw new IllegalStateException("not a capture of Ethernet frames with nanoseconds");
        }
        data.position(FILE_HEADER_BYTES);
    }

    private ByteBuffer rest() {
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            ByteBuffer data = ByteBuffer.allocate((int) (channel.size() - position));
            channel.position(position);
            while (data.hasRemaining() && channel.read(data) >= 0) {}
            return data.flip().order(ByteOrder.nativeOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
