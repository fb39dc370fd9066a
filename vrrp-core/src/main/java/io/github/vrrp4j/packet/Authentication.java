package io.github.vrrp4j.packet;

/**
 * The authentication fields of a version 2 message (RFC 3768 sections 5.3.6 and 5.3.10). Version 3 has none.
 *
 * @param type the Auth Type field: 0 none, 1 simple text, 2 IP Authentication Header
 * @param data the eight bytes of Authentication Data, in network order; 0 unless the type is 1
 */
public record Authentication(int type, long data) {
    /** Type 0: nothing, the only type that RFC 3768 keeps. */
    public static final Authentication NONE = new Authentication(0, 0);

    /** The largest type that a document defines (RFC 2338 section 5.3.6). */
    static final int LAST_TYPE = 2;

    /** Checks the type, and that only simple text carries data. */
    public Authentication {
        if (type < 0 || type > LAST_TYPE) {
            throw new ConfigurationException("authentication type", type, "must be 0, 1 or 2");
        }
        if (type != 1 && data != 0) {
            throw new ConfigurationException("authentication type", type, "carries no data");
        }
    }

    /** {@inheritDoc} The data is a password and is not shown. */
    @Override
    public String toString() {
        return switch (type) {
            case 0 -> "none";
            case 1 -> "simple text";
            default -> "IP AH";
        };
    }
}
