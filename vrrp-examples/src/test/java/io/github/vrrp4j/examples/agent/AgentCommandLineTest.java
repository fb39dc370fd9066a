package io.github.vrrp4j.examples.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.vrrp4j.examples.agent.conf.Mistake;
import io.github.vrrp4j.pcap.linux.MissingLibraryException;
import io.github.vrrp4j.pcap.linux.MissingPrivilegeException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class AgentCommandLineTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void errorsOfTheFileGoToStandardErrorAndNothingStarts() throws IOException {
        Path file = file(Mistake.GOOD.replace("51", "0").replace("priority 100", "priority 300"));
        FakeHost host = new FakeHost(null);
        assertEquals(2, execute(host, "run", "-f", file.toString()));
        assertEquals("""
                %1$s:4: virtual_router_id 0: must be 1 to 255
                %1$s:5: priority 300: must be 1 to 255
                """.formatted(file), err.toString());
        assertFalse(host.wasStarted());
    }

    @Test
    void aMissingPrivilegeIsOneLineAndStatus3() throws IOException {
        assertEquals(3, run(new MissingPrivilegeException("needs root")));
        assertEquals("needs root\n", err.toString());
    }

    @Test
    void aMissingLibraryIsOneLineAndStatus3() throws IOException {
        assertEquals(3, run(new MissingLibraryException("needs libpcap", new UnsatisfiedLinkError())));
        assertEquals("needs libpcap\n", err.toString());
    }

    @Test
    void anotherSystemIsOneLineAndStatus3() throws IOException {
        assertEquals(3, run(new UnsupportedOperationException("not on FreeBSD")));
        assertEquals("not on FreeBSD\n", err.toString());
    }

    @Test
    void anInterfaceThatCannotBeOpenedIsOneLineAndStatus1() throws IOException {
        assertEquals(1, run(new IOException("lo went away")));
        assertEquals("cannot start: lo went away\n", err.toString());
    }

    @Test
    void anUnexpectedFailureIsStatus1() throws IOException {
        assertEquals(1, run(new IllegalStateException("a mistake of ours")));
        assertTrue(err.toString().contains("a mistake of ours"), err::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "walk",
                "run",
                "run -f",
                "run -f a -f b",
                "run -f a b",
                "--fast",
                "demo --slow",
                "demo nosuch"
            })
    void wrongUsageIsStatus2AndShowsTheUsage(String args) {
        FakeHost host = new FakeHost(null);
        assertEquals(2, execute(host, args.isEmpty() ? new String[0] : args.split(" ")));
        assertTrue(err.toString().contains("Usage: vrrp-agent"), err::toString);
        assertFalse(host.wasStarted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "run --help", "demo -h"})
    void theHelpSaysWhatTheExitStatusesMean(String args) {
        assertEquals(0, execute(new FakeHost(null), args.split(" ")));
        assertTrue(out.toString().contains("3   a privilege or libpcap is missing"), out::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "run --version"})
    void theVersionIsShown(String args) {
        assertEquals(0, execute(new FakeHost(null), args.split(" ")));
        assertTrue(out.toString().startsWith("vrrp4j agent "), out::toString);
    }

    @Test
    void theDemoNeedsNothingOfTheMachine() {
        FakeHost host = new FakeHost(null);
        assertEquals(0, execute(host, "demo", "--fast"));
        assertTrue(out.toString().contains("BACKUP -> ACTIVE (master): "), out::toString);
        assertFalse(host.wasStarted());
    }

    @Test
    void theDemoListsItsScenariosAndPlaysOne() {
        FakeHost host = new FakeHost(null);
        assertEquals(0, execute(host, "demo", "--list"));
        assertTrue(out.toString().contains("cable "), out::toString);
        assertEquals(0, execute(host, "demo", "reload", "--fast"));
        assertTrue(out.toString().contains("The address never left A."), out::toString);
        assertFalse(host.wasStarted());
    }

    private int run(Exception refusal) throws IOException {
        return execute(new FakeHost(refusal), "run", "-f", file(Mistake.GOOD).toString());
    }

    private int execute(FakeHost host, String... args) {
        CommandLine commandLine = VrrpAgent.commandLine(host);
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commandLine.execute(args);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("vrrp.conf"), text);
    }
}
