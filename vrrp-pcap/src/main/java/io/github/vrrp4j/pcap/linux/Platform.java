package io.github.vrrp4j.pcap.linux;

/** Whether this is Linux, asked here and nowhere else. */
public final class Platform {
    private static final String LINUX = "Linux";

    private Platform() {}

    /**
     * Whether this system is Linux.
     *
     * @return false on every other one
     */
    public static boolean isLinux() {
        return LINUX.equals(system());
    }

    /**
     * The name of this system.
     *
     * @return as Java has it, for example {@code Mac OS X}
     */
    public static String system() {
        return System.getProperty("os.name", "an unknown system");
    }

    /**
     * What those say who need Linux where there is none.
     *
     * @param feature what does not work, in the plural
     * @return an exception that names the feature and this system
     */
    public static UnsupportedOperationException refusal(String feature) {
        return new UnsupportedOperationException(feature + " work on Linux only, not on " + system());
    }

    static void requireLinux(String feature) {
        if (!isLinux()) {
            throw refusal(feature);
        }
    }
}
