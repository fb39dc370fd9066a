package io.github.vrrp4j.protocol;

/** The states of a virtual router (RFC 9568 section 6.4). */
public enum State {
    /** Waits for a Startup event; takes no part (section 6.4.1). */
    INITIALIZE("INITIALIZE"),
    /** Watches the Active router, and takes over when its advertisements stop (section 6.4.2). */
    BACKUP("BACKUP"),
    /** Answers for the virtual addresses (section 6.4.3). RFC 3768, keepalived and most people say Master. */
    ACTIVE("ACTIVE (master)");

    private final String text;

    State(String text) {
        this.text = text;
    }

    /**
     * The state in the words that both RFCs' readers know.
     *
     * @return for example {@code ACTIVE (master)}
     */
    @Override
    public String toString() {
        return text;
    }
}
