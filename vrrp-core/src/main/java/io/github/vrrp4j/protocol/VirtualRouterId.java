package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.Family;
import io.github.vrrp4j.packet.Vrid;

/**
 * What tells one virtual router of a host from another (RFC 9568 section 1).
 *
 * @param interfaceName the network interface it runs on
 * @param vrid its number on that interface
 * @param family IPv4 and IPv6 virtual routers with the same number are unrelated
 */
public record VirtualRouterId(String interfaceName, Vrid vrid, Family family) {
    @Override
    public String toString() {
        return interfaceName + "/" + vrid + (family == Family.IPV6 ? "/IPv6" : "");
    }
}
