package io.github.vrrp4j.pcap.linux;

import java.io.IOException;

/** A native library is not there or cannot be loaded. The message is one line that says which and how to get it. */
public final class MissingLibraryException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Says what is missing.
     *
     * @param message which library, and how to get it
     * @param cause what came of the try to load it
     */
    public MissingLibraryException(String message, Throwable cause) {
        super(message, cause);
    }
}
