/// Vert.x' HTTP client behind the port of the SDK: what the server sends with.
@NullMarked
package dev.tidings.delivery.transport;

import org.jspecify.annotations.NullMarked;
