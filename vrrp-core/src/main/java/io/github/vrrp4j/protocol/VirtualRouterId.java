package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.Vrid;
import org.jspecify.annotations.Nullable;

/**
 * What tells one virtual router of a host from another (RFC 9568 section 1).
 *
 * @param interfaceName the network interface it runs on
 * @param vrid its number on that interface
 * @param family IPv4 and IPv6 virtual routers with the same number are unrelated
 */
public record VirtualRouterId(String interfaceName, Vrid vrid, Family family) {
    /** As that of any record, which takes the JVM much longer until it is compiled for the second time. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VirtualRouterId that
                && vrid.value() == that.vrid.value()
                && family == that.family
                && interfaceName.equals(that.interfaceName);
    }

    @Override
    public int hashCode() {
        return 31 * interfaceName.hashCode() + 2 * vrid.value() + family.ordinal();
    }

    @Override
    public String toString() {
        return interfaceName + "/" + vrid + (family == Family.IPV6 ? "/IPv6" : "");
    }
}
