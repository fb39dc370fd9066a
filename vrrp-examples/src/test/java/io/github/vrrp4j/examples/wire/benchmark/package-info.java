/** What the packaged agent and keepalived do on a real kernel, in figures, judged by a capture on the bridge between them. */
@NullMarked
package io.github.vrrp4j.examples.wire.benchmark;

import org.jspecify.annotations.NullMarked;
