package io.github.vrrp4j.pcap.linux;

import java.io.IOException;

/** The kernel refused something that needs root or a capability. The message is one line that says what and which. */
public final class MissingPrivilegeException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Says what was refused.
     *
     * @param message what was refused and which capability it needs
     */
    public MissingPrivilegeException(String message) {
        super(message);
    }
}
