package io.github.vrrp4j.worlds;

import io.github.vrrp4j.simulation.Transcript;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The same seeds make the same worlds to the last frame, whichever JDK wrote the file and whichever reads it. */
class WorldTranscriptsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/transcripts/worlds.txt");
    private static final long WORLDS = 30;

    @Test
    void theSameSeedsMakeTheSameWorldsOnEveryJdk() {
        List<Transcript.Entry> digests = LongStream.range(0, WORLDS)
                .mapToObj(WorldTranscriptsTest::digest)
                .toList();
        new Transcript(0, digests).assertMatches(GOLDEN);
    }

    /** A line for a world: how long it was, and a digest of all that happened. */
    private static Transcript.Entry digest(long seed) {
        RandomWorld world = new RandomWorld(seed).recorded();
        world.live();
        Transcript transcript = world.transcript();
        Duration end = transcript.entries().get(transcript.entries().size() - 1).at();
        return new Transcript.Entry(end, "world " + seed, sha256(transcript.toString()), Optional.empty());
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
