/** The protocol core of vrrp4j: codec, state machine, router, runtime and simulated LAN; no wire of its own. */
module io.github.vrrp4j.core {
    requires org.slf4j;
    requires static org.jspecify;

    exports io.github.vrrp4j.packet;
    exports io.github.vrrp4j.protocol;
    exports io.github.vrrp4j.spi;
    exports io.github.vrrp4j.frames;
    exports io.github.vrrp4j.router;
    exports io.github.vrrp4j.runtime;
    exports io.github.vrrp4j.simulation;
}
