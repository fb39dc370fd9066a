/** Small programs that embed the library. */
@NullMarked
package io.github.vrrp4j.examples.embedding;

import org.jspecify.annotations.NullMarked;
