/**
 * Random worlds: a few routers on a simulated LAN on which everything goes wrong for a while, in a way that a seed decides. What must
 * hold is looked at after every event; when the faults are over, the right router has to be Active in time.
 */
@NullMarked
package io.github.vrrp4j.worlds;

import org.jspecify.annotations.NullMarked;
