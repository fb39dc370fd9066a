package io.github.vrrp4j.protocol;

import io.github.vrrp4j.packet.Authentication;
import io.github.vrrp4j.packet.ConfigurationException;
import java.nio.charset.StandardCharsets;

/**
 * How version 2 messages are authenticated (RFC 2338 section 5.3.6). RFC 3768 took both ways out again, since neither keeps an
 * attacker on the link away; they are here to talk to routers that use them.
 *
 * @param type 0 none, 1 simple text, 2 IP Authentication Header
 * @param secret eight bytes in network order, padded with zeros; 0 for type 0
 */
public record AuthenticationKey(int type, long secret) {
    /** No authentication: the default, and all that RFC 3768 and version 3 have. */
    public static final AuthenticationKey NONE = new AuthenticationKey(0, 0);

    /** Checks that there is a secret where one is needed. */
    public AuthenticationKey {
        if (type < 0 || type > 2) {
            throw new ConfigurationException("authentication type", type, "must be 0, 1 or 2");
        }
        if ((type == 0) != (secret == 0)) {
            throw new ConfigurationException(
                    "authentication type", type, (type == 0 ? "has no password" : "needs a password"));
        }
    }

    /**
     * Type 1: the password is in every message, for all to read.
     *
     * @param password 1 to 8 bytes in UTF-8
     * @return the key
     * @throws IllegalArgumentException if it is longer; it is not cut off
     */
    public static AuthenticationKey simpleText(String password) {
        return new AuthenticationKey(1, pack(password));
    }

    /**
     * Type 2: an IP Authentication Header with HMAC-MD5-96.
     *
     * @param password 1 to 8 bytes in UTF-8
     * @return the key
     * @throws IllegalArgumentException if it is longer; it is not cut off
     */
    public static AuthenticationKey header(String password) {
        return new AuthenticationKey(2, pack(password));
    }

    private static long pack(String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < 1 || bytes.length > Long.BYTES) {
            throw new ConfigurationException("password", bytes.length + " bytes long", "must have 1 to 8 bytes");
        }
        long packed = 0;
        for (byte each : bytes) {
            packed = packed << 8 | (each & 0xff);
        }
        return packed << (8 * (Long.BYTES - bytes.length));
    }

    /** What the message itself carries of it. */
    Authentication onTheWire() {
        return type == 0 ? Authentication.NONE : new Authentication(type, type == 1 ? secret : 0);
    }

    /** {@inheritDoc} The secret is not shown. */
    @Override
    public String toString() {
        return type == 0 ? "none" : type == 1 ? "simple text" : "IP AH";
    }
}
