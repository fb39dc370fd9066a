package io.github.vrrp4j.simulation;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Classic pcap files with nanoseconds, in network byte order. */
final class PcapWriter {
    private static final int MAGIC_NANOSECONDS = 0xa1b2_3c4d;
    private static final int SNAP_LENGTH = 0x4_0000;
    private static final int LINK_ETHERNET = 1;

    private PcapWriter() {}

    static void write(Transcript transcript, OutputStream into) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(into));
        out.writeInt(MAGIC_NANOSECONDS);
        out.writeShort(2);
        out.writeShort(4);
        out.writeInt(0); // time zone, by convention 0
        out.writeInt(0); // accuracy, by convention 0
        out.writeInt(SNAP_LENGTH);
        out.writeInt(LINK_ETHERNET);
        for (Transcript.Entry entry : transcript.entries()) {
            if (entry.frame().isPresent()) {
                byte[] bytes = entry.frame().get().bytes();
                out.writeInt((int) entry.at().toSeconds());
                out.writeInt(entry.at().toNanosPart());
                out.writeInt(bytes.length);
                out.writeInt(bytes.length);
                out.write(bytes);
            }
        }
        out.flush();
    }
}
