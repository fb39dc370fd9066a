/** JMH benchmarks: what a packet, a step of the state machine and a turn of the router cost, in time and in bytes. */
@NullMarked
package io.github.vrrp4j.examples.benchmark;

import org.jspecify.annotations.NullMarked;
