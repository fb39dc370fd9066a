/**
 * Floor 3: what a host may plug in. Each interface says which thread calls it, whether it may block or throw, and whether it may
 * be called twice.
 */
@NullMarked
package io.github.vrrp4j.spi;

import org.jspecify.annotations.NullMarked;
