/**
 * Floor 5: all virtual routers of one host. Decides which packets count (RFC 9568 section 7.1), which interfaces can be used, and
 * carries out what the state machines ask for. Driven by a caller, who owns clock and thread.
 */
@NullMarked
package io.github.vrrp4j.router;

import org.jspecify.annotations.NullMarked;
