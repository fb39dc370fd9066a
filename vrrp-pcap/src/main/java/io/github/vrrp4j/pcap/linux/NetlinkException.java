package io.github.vrrp4j.pcap.linux;

import java.io.IOException;

/** The kernel refused a request, or a socket call failed. */
final class NetlinkException extends IOException {
    private static final long serialVersionUID = 1;

    private final int errno;

    NetlinkException(String what, int errno) {
        super(what + ": " + Libc.strerror(errno));
        this.errno = errno;
    }

    int errno() {
        return errno;
    }
}
