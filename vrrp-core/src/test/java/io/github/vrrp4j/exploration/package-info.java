/**
 * Explores every state that two or three virtual routers can reach together, whatever the order of events and whatever the network
 * loses. Shows also that the exploration notices when a rule of the state machine is broken.
 */
@NullMarked
package io.github.vrrp4j.exploration;

import org.jspecify.annotations.NullMarked;
