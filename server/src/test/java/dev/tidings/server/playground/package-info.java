/// Microsoft 365 Agents Playground as the client in front of Tidings.
@NullMarked
package dev.tidings.server.playground;

import org.jspecify.annotations.NullMarked;
