package io.github.vrrp4j.pcap.transport;

import io.github.vrrp4j.pcap.Await;
import io.github.vrrp4j.pcap.Namespace;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Prints what crosses an interface; from the return of the constructor on, nothing is missed. */
final class Tcpdump implements AutoCloseable {
    private final Process process;
    private final StringBuffer output = new StringBuffer();
    private final Thread reader;

    Tcpdump(Namespace namespace, String interfaceName, String filter) throws Exception {
        process = namespace.start("tcpdump", "-i", interfaceName, "-n", "-e", "-vv", "-l", "--immediate-mode", filter);
        reader = new Thread(this::read, "tcpdump");
        reader.start();
        await("listening on");
        output.setLength(0);
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append('\n');
            }
        } catch (IOException e) {
            output.append(e);
        }
    }

    void await(String text) throws Exception {
        Await.until(() -> "'" + text + "' in " + output, () -> output.indexOf(text) >= 0);
    }

    /** What was captured until now. Ends the capture. */
    String soFar() throws Exception {
        process.toHandle().destroy(); // not destroy(), which closes the output: it prints what it still holds
        process.waitFor(20, TimeUnit.SECONDS);
        reader.join();
        return output.toString().replaceAll("(?m)^\\d+ packets? .*\\n", "").strip();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
