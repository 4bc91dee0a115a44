/// What arrives: durable first, then worked through once and in order, into what the directory knows.
@NullMarked
package dev.tidings.delivery.inbound;

import org.jspecify.annotations.NullMarked;
