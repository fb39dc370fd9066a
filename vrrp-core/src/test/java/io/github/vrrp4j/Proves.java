package io.github.vrrp4j;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Claims that a test proves requirements of the ledger ({@code ledger.tsv}): it would fail if they were violated. {@link LedgerTest}
 * counts the claims.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Proves.Several.class)
public @interface Proves {
    /** The ids of the requirements. */
    String[] value();

    /** What it shows of them. */
    Polarity by();

    /** For the compiler. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface Several {
        /** The claims. */
        Proves[] value();
    }
}
