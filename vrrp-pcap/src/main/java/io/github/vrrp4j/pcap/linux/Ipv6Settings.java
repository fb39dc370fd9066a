package io.github.vrrp4j.pcap.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of IPv6 for single interfaces, which rtnetlink cannot set, in the network namespace of the thread that made this:
 * paths below /proc/sys/net mean that of the thread that opens them, unless they are relative to an open directory.
 */
final class Ipv6Settings implements AutoCloseable {
    private static final Path DIRECTORY = Path.of("/proc/sys/net/ipv6/conf");

    private final @Nullable SecureDirectoryStream<Path> directory;

    Ipv6Settings() throws IOException {
        directory = open();
    }

    @SuppressWarnings("StreamResourceLeak") // it stays open until close()
    private static @Nullable SecureDirectoryStream<Path> open() throws IOException {
        if (!Files.isDirectory(DIRECTORY)) {
            return null; // a kernel without IPv6, or told to have none
        }
        DirectoryStream<Path> stream = Files.newDirectoryStream(DIRECTORY);
        if (stream instanceof SecureDirectoryStream<Path> relative) {
            return relative;
        }
        stream.close();
        throw new IOException(DIRECTORY + ": cannot be kept open");
    }

    /** Sets a value unless it is set already, or the interface has no IPv6. */
    void set(String interfaceName, String setting, int value) throws IOException {
        SecureDirectoryStream<Path> conf = directory;
        if (conf == null) {
            return;
        }
        Path file = Path.of(interfaceName, setting);
        byte[] wanted = (value + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            ByteBuffer present = ByteBuffer.allocate(wanted.length + 1);
            try (SeekableByteChannel channel = conf.newByteChannel(file, Set.of(StandardOpenOption.READ))) {
                channel.read(present);
            }
            if (!present.flip().equals(ByteBuffer.wrap(wanted))) {
                write(conf, file, wanted);
            }
        } catch (NoSuchFileException e) {
            // Too small an MTU for IPv6: then there is nothing to be set either.
        } catch (AccessDeniedException e) {
            throw new MissingPrivilegeException(
                    DIRECTORY.resolve(file) + ": cannot be set: needs root or CAP_NET_ADMIN");
        } catch (IOException e) {
            throw new IOException(
                    DIRECTORY.resolve(file) + ": cannot be set to " + value
                            + ", which virtual MAC addresses need; in a container /proc/sys may be read-only: "
                            + e.getMessage(),
                    e);
        }
    }

    private static void write(SecureDirectoryStream<Path> conf, Path file, byte[] value) throws IOException {
        try (SeekableByteChannel channel = conf.newByteChannel(file, Set.of(StandardOpenOption.WRITE))) {
            channel.write(ByteBuffer.wrap(value));
        }
    }

    @Override
    public void close() {
        SecureDirectoryStream<Path> open = directory;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
