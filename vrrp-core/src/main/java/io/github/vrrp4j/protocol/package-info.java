/**
 * Floor 2: the state machine of one virtual router (RFC 9568 section 6.4) and its parameters (section 6.1), and nothing else: no
 * clock, no thread, no I/O. Time goes in as a parameter, what has to be done comes out as values.
 */
@NullMarked
package io.github.vrrp4j.protocol;

import org.jspecify.annotations.NullMarked;
