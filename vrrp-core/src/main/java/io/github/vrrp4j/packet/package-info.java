/**
 * Floor 1: VRRP ADVERTISEMENTs as values, and their bytes (RFC 9568 section 5, RFC 3768 section 5). Nothing here has state,
 * a clock or a thread.
 */
@NullMarked
package io.github.vrrp4j.packet;

import org.jspecify.annotations.NullMarked;
