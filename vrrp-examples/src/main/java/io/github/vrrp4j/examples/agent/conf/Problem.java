package io.github.vrrp4j.examples.agent.conf;

/**
 * What is wrong with a file.
 *
 * @param severity whether the file can be used nevertheless
 * @param file the file as the user named it
 * @param line 1 or more, or 0 if it is about the whole file
 * @param text what is there, and the rule that it breaks
 */
public record Problem(Severity severity, String file, int line, String text) {
    /** Whether a file can be used. */
    public enum Severity {
        /** Something has no effect; the rest is used. */
        WARNING,
        /** The file cannot be used. */
        ERROR
    }

    /**
     * The problem as compilers write it.
     *
     * @return for example {@code vrrp.conf:5: virtual_router_id 0: must be 1 to 255}
     */
    @Override
    public String toString() {
        return (line == 0 ? file : file + ":" + line) + ": " + text;
    }
}
