package io.github.vrrp4j.pcap.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is written on a macvlan interface, as its alias, so that it is known whose it is, whatever became of its process, and
 * what its parent was like before.
 *
 * @param process the number of the process that made it
 * @param started when that process started, in the units of the kernel: numbers of processes are used again
 * @param parent the settings that the parent had
 */
record MacvlanMark(long process, long started, ParentSettings parent) {
    private static final Pattern TEXT = Pattern.compile("vrrp4j process=(\\d+) started=(\\d+) parent=(\\d+),(\\d+)");
    private static final int FIELD_STARTED = 22;

    static MacvlanMark ofThisProcess(ParentSettings parent) throws IOException {
        long process = ProcessHandle.current().pid();
        return new MacvlanMark(process, started(process), parent);
    }

    static Optional<MacvlanMark> read(String alias) {
        Matcher matcher = TEXT.matcher(alias);
        return matcher.matches()
                ? Optional.of(new MacvlanMark(
                        Long.parseLong(matcher.group(1)),
                        Long.parseLong(matcher.group(2)),
                        new ParentSettings(Integer.parseInt(matcher.group(3)), Integer.parseInt(matcher.group(4)))))
                : Optional.empty();
    }

    boolean isOurs() {
        return process == ProcessHandle.current().pid();
    }

    /** Whether it belongs to another process that still runs, as far as this one can see. */
    boolean isInUseByAnother() {
        if (isOurs()) {
            return false;
        }
        try {
            return started(process) == started;
        } catch (IOException e) {
            return false; // no such process
        }
    }

    private static long started(long process) throws IOException {
        String status = Files.readString(Path.of("/proc/" + process + "/stat"));
        // The second field is the name in parentheses, which may hold anything.
        String[] behindName = status.substring(status.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(behindName[FIELD_STARTED - 3]);
    }

    @Override
    public String toString() {
        return "vrrp4j process=" + process + " started=" + started + " parent=" + parent.arpIgnore() + ","
                + parent.arpAnnounce();
    }
}
