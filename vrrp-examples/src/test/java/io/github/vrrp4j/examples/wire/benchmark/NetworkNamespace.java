package io.github.vrrp4j.examples.wire.benchmark;

import com.sun.jna.Native;
import io.github.vrrp4j.examples.wire.Namespace;

/** Lets a thread of this process live in a namespace of the lab: the sockets that it opens are there. */
final class NetworkNamespace {
    private static final int O_RDONLY = 0;
    private static final int CLONE_NEWNET = 0x40000000;

    static {
        Native.register(NetworkNamespace.class, "c");
    }

    private NetworkNamespace() {}

    /** For the rest of the life of this thread. */
    static void enter(Namespace namespace) {
        int descriptor = open("/run/netns/" + namespace.name(), O_RDONLY);
        if (descriptor < 0 || setns(descriptor, CLONE_NEWNET) != 0) {
            throw new IllegalStateException("cannot enter " + namespace.name());
        }
        close(descriptor);
    }

    private static native int open(String path, int flags);

    private static native int setns(int descriptor, int type);

    private static native int close(int descriptor);
}
