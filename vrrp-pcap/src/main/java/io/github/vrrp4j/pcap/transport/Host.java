package io.github.vrrp4j.pcap.transport;

import io.github.vrrp4j.pcap.linux.Platform;
import java.io.IOException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;

/** By whose means things are done that libpcap does not do. Chosen once for each transport and responder. */
enum Host {
    /** The system calls of Linux: for interfaces without any address, too, and for single peers. */
    LINUX(PromiscuousMode.NONPROMISCUOUS, "no such interface", "root or CAP_NET_RAW", ": apt-get install libpcap0.8") {
        @Override
        Link link(String interfaceName) throws IOException {
            return new LinuxLink(interfaceName);
        }
    },

    /**
     * What Java has, on any system whose libpcap knows interfaces by the same names. Java can join a group only with an address
     * of its family, and cannot have a network card take frames for another MAC address: therefore it takes all.
     */
    PORTABLE(
            PromiscuousMode.PROMISCUOUS,
            "no such interface, or it has no address",
            "root, or access to the system's capture devices",
            "") {
        @Override
        Link link(String interfaceName) {
            if (Platform.system().startsWith("Windows")) {
                throw new UnsupportedOperationException(interfaceName + ": raw frames do not work on "
                        + Platform.system()
                        + ", whose capture library has other names for interfaces and takes own frames for others'");
            }
            return new PortableLink(interfaceName);
        }
    };

    final PromiscuousMode mode;

    /** What is said of an interface that is not found. */
    final String missing;

    /** What a process needs to use raw frames. */
    final String privilege;

    /** How to install libpcap; empty if that is not known. */
    final String remedy;

    Host(PromiscuousMode mode, String missing, String privilege, String remedy) {
        this.mode = mode;
        this.missing = missing;
        this.privilege = privilege;
        this.remedy = remedy;
    }

    static Host ofThisSystem() {
        return Platform.isLinux() ? LINUX : PORTABLE;
    }

    /** The interface of this name, which may come and go. */
    abstract Link link(String interfaceName) throws IOException;

    /** What is said of packets to single peers where there is nothing for them. */
    static UnsupportedOperationException noPeers(String whose) {
        return Platform.refusal(whose + ": unicast peers");
    }
}
