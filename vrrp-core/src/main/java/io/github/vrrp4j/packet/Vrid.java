package io.github.vrrp4j.packet;

/**
 * A virtual router identifier (RFC 9568 section 5.2.3). It has no default.
 *
 * @param value 1 to 255
 */
public record Vrid(int value) {
    /** Checks the range. */
    public Vrid {
        if (value < 1 || value > 255) {
            throw new ConfigurationException("vrid", value, "must be 1 to 255");
        }
    }

    /**
     * The virtual router MAC address (RFC 9568 section 7.3).
     *
     * @param family the family of the virtual router
     * @return 00:00:5e:00:01:VRID for IPv4, 00:00:5e:00:02:VRID for IPv6
     */
    public MacAddress virtualMac(Family family) {
        return new MacAddress((family == Family.IPV4 ? 0x0000_5e00_0100L : 0x0000_5e00_0200L) | value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
