package io.github.vrrp4j.examples.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.examples.agent.conf.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalsTest {
    /** A build that runs in the background ignores some of these signals, and its children would, too. */
    private static final List<String> WITH_ALL_SIGNALS = List.of("env", "--default-signal");

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aSignalClosesEverythingAndEndsWithStatus0(String signal, @TempDir Path directory)
            throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("vrrp.conf"), Mistake.GOOD);
        try (Java agent = agent(file)) {
            assertEquals("start lo/51", agent.await("start"));
            assertTrue(agent.await("ready").endsWith(" ready: V1 lo/51"));
            agent.signal(signal);
            agent.await("stopping");
            assertEquals("close", agent.await("close"));
            assertTrue(agent.rest().strip().endsWith("stopped"));
            assertEquals(0, agent.status());
        }
    }

    @Test
    void aHangUpReadsTheFileAgainAndGoesOn(@TempDir Path directory) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("vrrp.conf"), Mistake.GOOD);
        try (Java agent = agent(file)) {
            agent.await("ready");
            Files.writeString(file, Mistake.GOOD.replace("priority 100", "priority 120"));
            agent.signal("HUP");
            assertEquals("reconfigure lo/51 priority 120", agent.await("reconfigure"));
            agent.await("V1 lo/51: priority from 100 to 120");
            agent.signal("TERM");
            agent.await("stopped");
            assertEquals(0, agent.status());
        }
    }

    private static Java agent(Path file) throws IOException {
        String classPath = System.getProperty("java.class.path");
        List<String> args = List.of("-cp", classPath, FakeHost.class.getName(), "run", "-f", file.toString());
        return Java.withBothOutputs(WITH_ALL_SIGNALS, args);
    }
}
