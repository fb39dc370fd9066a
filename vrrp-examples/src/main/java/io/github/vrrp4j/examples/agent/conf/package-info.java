/** Reads configuration files in the grammar of keepalived.conf, without touching the machine. */
@NullMarked
package io.github.vrrp4j.examples.agent.conf;

import org.jspecify.annotations.NullMarked;
