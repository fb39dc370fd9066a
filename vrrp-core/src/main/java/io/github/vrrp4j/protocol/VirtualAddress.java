package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.ConfigurationException;
import io.github.vrrp4j.packet.IpAddress;

/**
 * A virtual address and the prefix that it belongs to.
 *
 * @param address a unicast address
 * @param prefixLength 1 to 32 bits for IPv4, 1 to 128 for IPv6; the protocol itself does not use it, and an address hook may not
 *     need it
 */
public record VirtualAddress(IpAddress address, int prefixLength) {
    /** Checks the ranges. */
    public VirtualAddress {
        int bits = address.family().addressBytes() * 8;
        if (prefixLength < 1 || prefixLength > bits) {
            throw new ConfigurationException(
                    "virtual address", address + "/" + prefixLength, "prefix length must be 1 to " + bits);
        }
        if (!address.isUnicast() || address.isLoopback()) {
            throw new ConfigurationException(
                    "virtual address", address, "must be a unicast address that a host can have");
        }
    }

    /**
     * Reads an address with or without a prefix length.
     *
     * @param text for example {@code 192.0.2.1/24}; without a prefix length it is a host address (32 or 128 bits)
     * @return the virtual address
     * @throws IllegalArgumentException if the text is something else
     */
    public static VirtualAddress of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            IpAddress address = IpAddress.of(text);
            return new VirtualAddress(address, address.family().addressBytes() * 8);
        }
        String prefix = text.substring(slash + 1);
        if (!prefix.matches("[0-9]{1,3}")) {
            throw new ConfigurationException("virtual address", "'" + text + "'", "prefix length must be a number");
        }
        return new VirtualAddress(IpAddress.of(text.substring(0, slash)), Integer.parseInt(prefix));
    }

    @Override
    public String toString() {
        return address + "/" + prefixLength;
    }
}
