package io.github.vrrp4j.simulation;

import static io.github.vrrp4j.simulation.Routers.A_WHILE;
import static io.github.vrrp4j.simulation.Routers.VIRTUAL;
import static io.github.vrrp4j.simulation.Routers.nopreempt;
import static io.github.vrrp4j.simulation.Routers.priority;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a simulation leaves behind: text that can be compared and frames that Wireshark reads. */
class TranscriptTest {
    private static final Path GOLDEN = Path.of("src/test/resources/transcripts");

    @TempDir
    private Path directory;

    /** A cable pulled and plugged, then a silent cut, with frames of everybody, under bad conditions. */
    private static SimulatedLan eventful(long seed) {
        SimulatedLan lan = SimulatedLan.seeded(seed).recordFrames();
        lan.conditions(Conditions.GOOD
                .withDelay(Delay.exponential(Duration.ofMillis(1)))
                .withLoss(0.05)
                .withDuplication(0.05)
                .withReordering(0.05)
                .withCorruption(0.05));
        SimulatedNode a = lan.join(nopreempt(100));
        SimulatedNode b = lan.join(nopreempt(100));
        b.clockRate(1.003);
        lan.client(VIRTUAL, Duration.ofSeconds(1));
        lan.run(A_WHILE);
        a.unplug();
        lan.run(A_WHILE);
        a.plug();
        b.cut();
        lan.run(A_WHILE);
        b.heal();
        a.crash();
        lan.run(A_WHILE);
        return lan;
    }

    /** The file was written by one JDK and is read by all: the same seed gives the same run everywhere. */
    @Test
    void theSameSeedGivesTheSameTextOnEveryJdk() {
        eventful(42).transcript().assertMatches(GOLDEN.resolve("eventful.txt"));
    }

    @Test
    void anotherSeedGivesAnotherRun() {
        assertEquals(eventful(7).transcript(), eventful(7).transcript());
        assertNotEquals(
                eventful(7).transcript().entries(), eventful(8).transcript().entries());
    }

    @Test
    void eventsAreTheStoryWithoutFrames() {
        SimulatedLan lan = SimulatedLan.seeded(42).record();
        SimulatedNode node = lan.join(priority(200));
        lan.run(A_WHILE);
        node.stop();

        assertEquals("""
                      0.000000  r1        starts
                      0.000000  r1        eth0/51 INITIALIZE -> BACKUP: started by the host
                      3.218750  r1        has 10.9.0.100 now
                      3.218750  r1        eth0/51 BACKUP -> ACTIVE (master): no advertisement for 3.21875 s, none was heard
                      8.000000  r1        stops
                      8.000000  r1        gives up 10.9.0.100
                      8.000000  r1        eth0/51 ACTIVE (master) -> INITIALIZE: stopped by the host
                """, lan.transcript().toString());
    }

    @Test
    void framesAreReadableAndCanBeFiltered() {
        SimulatedLan lan = SimulatedLan.seeded(42).recordFrames();
        lan.join(priority(200));
        lan.client(VIRTUAL);
        lan.run(Duration.ofMillis(3300));

        List<String> frames =
                lan
                        .transcript()
                        .only(entry -> entry.who().equals("r1") && entry.frame().isPresent())
                        .entries()
                        .stream()
                        .map(Transcript.Entry::what)
                        .toList();

        assertEquals(
                "eth0 > 10.9.0.11 to 224.0.0.18 VRRP version 3 VRID 51 priority 200 interval 1 s [10.9.0.100]",
                frames.get(0));
        assertEquals("eth0 > 10.9.0.100 is at 02:00:00:00:00:01 (gratuitous)", frames.get(1));
    }

    @Test
    void aGoldenFileThatDiffersIsAFailureThatShowsTheLine() throws IOException {
        assumeFalse(Boolean.getBoolean(Transcript.REWRITE), "writes instead of comparing");
        Transcript transcript = eventful(42).transcript();
        Path golden = directory.resolve("golden.txt");
        assertThrows(AssertionError.class, () -> transcript.assertMatches(golden));
        Files.writeString(golden, transcript.toString());
        transcript.assertMatches(golden);

        Files.writeString(golden, transcript.toString().replaceFirst("r2 +starts", "r2  does not start"));

        String message = assertThrows(AssertionError.class, () -> transcript.assertMatches(golden))
                .getMessage();
        assertTrue(message.contains("golden.txt line"), message);
        assertTrue(message.contains("r2  does not start"), message);
    }

    @Test
    void pcapFilesHoldEveryFrameWithItsTime() throws IOException {
        Transcript transcript = eventful(42).transcript();
        Path file = directory.resolve("eventful.pcap");

        transcript.writePcap(file);

        ByteBuffer pcap = ByteBuffer.wrap(Files.readAllBytes(file));
        assertEquals(0xa1b23c4d, pcap.getInt());
        assertEquals(2, pcap.getShort());
        assertEquals(4, pcap.getShort());
        assertEquals(0L, pcap.getLong());
        pcap.getInt();
        assertEquals(1, pcap.getInt());
        for (Transcript.Entry entry : transcript.entries()) {
            if (entry.frame().isPresent()) {
                assertEquals(entry.at(), Duration.ofSeconds(pcap.getInt(), pcap.getInt()));
                byte[] bytes = new byte[pcap.getInt()];
                assertEquals(bytes.length, pcap.getInt());
                pcap.get(bytes);
                assertArrayEquals(entry.frame().get().bytes(), bytes);
            }
        }
        assertFalse(pcap.hasRemaining());
    }
}
