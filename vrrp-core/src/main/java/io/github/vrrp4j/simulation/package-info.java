/**
 * Floor 6: the router driven by a virtual clock on a simulated LAN. Days pass in milliseconds, every run with the same seed is the
 * same run, and bytes cross the wire, not objects.
 */
@NullMarked
package io.github.vrrp4j.simulation;

import org.jspecify.annotations.NullMarked;
