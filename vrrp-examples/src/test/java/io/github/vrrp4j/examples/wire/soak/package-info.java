/** An hour, or less, of everything that happens to routers and of what enemies send, while somebody looks at who has what. */
@NullMarked
package io.github.vrrp4j.examples.wire.soak;

import org.jspecify.annotations.NullMarked;
