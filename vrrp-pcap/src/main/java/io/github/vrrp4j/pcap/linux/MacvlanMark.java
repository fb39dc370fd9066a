package io.github.vrrp4j.pcap.linux;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is written on a macvlan interface, as its alias, so that it is known whose it is, whatever became of its process, and
 * what its parent was like before.
 *
 * @param process the number of the process that made it, for people
 * @param sign the number of the {@link SignOfLife} of who made it
 * @param parent the settings that the parent had
 */
record MacvlanMark(long process, int sign, ParentSettings parent) {
    private static final Pattern TEXT =
            Pattern.compile("vrrp4j process=(\\d{1,18}) sign=(\\d{1,9}) parent=(\\d{1,9}),(\\d{1,9})");

    static MacvlanMark ofThisProcess(SignOfLife sign, ParentSettings parent) {
        return new MacvlanMark(ProcessHandle.current().pid(), sign.number(), parent);
    }

    static Optional<MacvlanMark> read(String alias) {
        Matcher matcher = TEXT.matcher(alias);
        return matcher.matches()
                ? Optional.of(new MacvlanMark(
                        Long.parseLong(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        new ParentSettings(Integer.parseInt(matcher.group(3)), Integer.parseInt(matcher.group(4)))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "vrrp4j process=" + process + " sign=" + sign + " parent=" + parent.arpIgnore() + ","
                + parent.arpAnnounce();
    }
}
