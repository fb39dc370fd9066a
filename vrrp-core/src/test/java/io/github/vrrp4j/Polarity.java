package io.github.vrrp4j;

/** What a test shows of a requirement. */
public enum Polarity {
    /** What is asked for happens. */
    POSITIVE,
    /** What is ruled out does not happen. */
    NEGATIVE,
    /** Both. */
    BOTH;

    boolean shows(Polarity one) {
        return this == one || this == BOTH;
    }
}
