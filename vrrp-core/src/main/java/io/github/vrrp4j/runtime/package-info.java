/**
 * Floor 6: the router driven by one thread and the clock of the machine. The protocol lane only computes and sends; hooks and
 * listeners run on the host lane, where they may be slow.
 */
@NullMarked
package io.github.vrrp4j.runtime;

import org.jspecify.annotations.NullMarked;
