/** Questions that operators ask about failover, each answered by trying it on a simulated LAN. */
@NullMarked
package io.github.vrrp4j.examples.scenarios;

import org.jspecify.annotations.NullMarked;
