/**
 * A laboratory of network namespaces with a bridge, faults, a capture and a client, and the tests of the packaged agent in
 * it, against itself, keepalived and FRR. Needs root.
 */
@NullMarked
package io.github.vrrp4j.examples.wire;

import org.jspecify.annotations.NullMarked;
