package io.github.vrrp4j.packet;

/**
 * An Ethernet address.
 *
 * @param value the 48 bits, 0 to 0xffff_ffff_ffff
 */
public record MacAddress(long value) {
    /** The length of an Ethernet address on the wire. */
    public static final int BYTES = 6;

    /** ff:ff:ff:ff:ff:ff. */
    public static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

    /** Checks the range. */
    public MacAddress {
        if (value >>> 48 != 0) {
            throw new ConfigurationException("mac", Long.toHexString(value), "must have 48 bits");
        }
    }

    /**
     * The group address that carries an IP multicast address (RFC 1112 section 6.4, RFC 2464 section 7).
     *
     * @param group an IPv4 or IPv6 multicast address
     * @return 01:00:5e and the lower 23 bits, or 33:33 and the lower 32 bits
     * @throws IllegalArgumentException if the address is not a multicast address
     */
    public static MacAddress ofMulticast(IpAddress group) {
        if (!group.isMulticast()) {
            throw new ConfigurationException("group", group, "must be a multicast address");
        }
        return group.family() == Family.IPV4
                ? new MacAddress(0x0100_5e00_0000L | (group.low() & 0x7f_ffff))
                : new MacAddress(0x3333_0000_0000L | (group.low() & 0xffff_ffffL));
    }

    /**
     * Reads six bytes.
     *
     * @param bytes where they are
     * @param offset index of the first one
     * @return the address
     * @throws IndexOutOfBoundsException if the bytes are not all there
     */
    public static MacAddress read(byte[] bytes, int offset) {
        long value = 0;
        for (int i = 0; i < BYTES; i++) {
            value = value << 8 | (bytes[offset + i] & 0xff);
        }
        return new MacAddress(value);
    }

    /**
     * Writes six bytes.
     *
     * @param into where to
     * @param offset index of the first one
     * @throws IndexOutOfBoundsException if there is not enough room
     */
    public void write(byte[] into, int offset) {
        for (int i = 0; i < BYTES; i++) {
            into[offset + i] = (byte) (value >>> (40 - 8 * i));
        }
    }

    /**
     * The address in the usual notation.
     *
     * @return for example {@code 00:00:5e:00:01:33}
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            text.append(String.format("%02x", value >>> shift & 0xff)).append(shift == 0 ? "" : ":");
        }
        return text.toString();
    }
}
