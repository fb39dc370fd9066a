/** A VRRP agent for Linux hosts: an executable around the library, configured as keepalived is. */
@NullMarked
package io.github.vrrp4j.examples.agent;

import org.jspecify.annotations.NullMarked;
