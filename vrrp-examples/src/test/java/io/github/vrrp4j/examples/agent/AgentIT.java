package io.github.vrrp4j.examples.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.examples.agent.conf.Mistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged agent, as a user without privileges starts it. */
class AgentIT {
    @TempDir
    private static Path directory;

    private static Path jar;
    private static List<String> unprivileged;

    @BeforeAll
    static void letEveryUserReadTheJar() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        jar = Files.copy(Path.of(System.getProperty("vrrp.agent.jar")), directory.resolve("vrrp-agent.jar"));
        unprivileged = System.getProperty("user.name").equals("root")
                ? List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups")
                : List.of();
    }

    static List<Mistake> mistakes() {
        return Mistake.all();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aBadFileGivesItsErrorsAndStatus2(Mistake mistake) throws IOException, InterruptedException {
        Path file = file(mistake.text());
        String errors =
                mistake.errors().stream().map(error -> file + error + "\n").collect(Collectors.joining());
        assertEnds(2, errors, "run", "-f", file.toString());
    }

    @Test
    void aMissingFileIsStatus2() throws IOException, InterruptedException {
        Path file = directory.resolve("missing.conf");
        assertEnds(2, file + ": does not exist\n", "run", "-f", file.toString());
    }

    @Test
    void missingPrivilegesAreOneLineAndStatus3() throws IOException, InterruptedException {
        assertEnds(
                3,
                "needs root or CAP_NET_ADMIN and CAP_NET_RAW: lacks CAP_NET_ADMIN and CAP_NET_RAW\n",
                "run",
                "-f",
                file(Mistake.GOOD).toString());
    }

    @Test
    void helpIsStatus0() throws IOException, InterruptedException {
        try (Java agent = agent("--help")) {
            assertTrue(agent.rest().contains("Exit status:"));
            assertEquals(0, agent.status());
        }
    }

    @Test
    void theVersionIsThatOfTheJar() throws IOException, InterruptedException {
        try (Java agent = agent("--version")) {
            String version = agent.rest();
            assertTrue(version.matches("vrrp4j agent [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?\n"), version);
            assertEquals(0, agent.status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "walk", "run --unknown"})
    void wrongUsageIsStatus2(String args) throws IOException, InterruptedException {
        try (Java agent = agent(args.split(" "))) {
            agent.await("Usage: vrrp-agent");
            agent.rest();
            assertEquals(2, agent.status());
        }
    }

    private static void assertEnds(int status, String errors, String... args) throws IOException, InterruptedException {
        try (Java agent = Java.withStandardError(unprivileged, jarAnd(args))) {
            assertEquals(errors, agent.rest());
            assertEquals(status, agent.status());
        }
    }

    private static Java agent(String... args) throws IOException {
        return Java.withBothOutputs(unprivileged, jarAnd(args));
    }

    private static List<String> jarAnd(String... args) {
        List<String> arguments = new ArrayList<>(List.of("-jar", jar.toString()));
        arguments.addAll(List.of(args));
        return arguments;
    }

    private static Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("vrrp.conf"), text);
    }
}
