package io.github.vrrp4j.pcap.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Wireshark's dissection of a capture file: a judge that shares no code with the judged. */
final class Tshark {
    private Tshark() {}

    /**
     * Reads these fields of each packet. A field that occurs several times has its values separated by commas; one that does not
     * occur is empty.
     */
    static List<Map<String, String>> read(Path file, List<String> preferences, List<String> fields)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", file.toString(), "-T", "fields"));
        for (String preference : preferences) {
            command.addAll(List.of("-o", preference));
        }
        for (String field : fields) {
            command.addAll(List.of("-e", field));
        }
        command.addAll(List.of("-E", "separator=/t", "-E", "occurrence=a", "-E", "aggregator=,"));
        List<Map<String, String>> packets = new ArrayList<>();
        for (String line : run(command).split("\n")) {
            String[] values = line.split("\t", -1);
            Map<String, String> packet = new HashMap<>();
            for (int i = 0; i < fields.size(); i++) {
                packet.put(fields.get(i), values[i]);
            }
            packets.add(packet);
        }
        return packets;
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed");
        }
        return output;
    }
}
