/// The way from the request that accepted something to the calls that carry it out.
@NullMarked
package dev.tidings.delivery.trace;

import org.jspecify.annotations.NullMarked;
