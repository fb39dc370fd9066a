package io.github.vrrp4j.examples.wire;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that need a {@link Lab}: each method that asks for one as a parameter gets its own. They are skipped where labs
 * cannot be built, unless {@code -Dvrrp.wire=required}; {@code -Dvrrp.wire=skip} skips them in any case.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WireExtension.class)
public @interface WireTest {}
