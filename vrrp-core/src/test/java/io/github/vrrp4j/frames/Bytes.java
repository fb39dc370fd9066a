package io.github.vrrp4j.frames;

import java.util.HexFormat;

final class Bytes {
    private Bytes() {}

    /** Reads hexadecimal digits with blanks anywhere between bytes. */
    static byte[] of(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
