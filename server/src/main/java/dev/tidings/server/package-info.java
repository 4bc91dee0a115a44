/// The Tidings server: REST API, bot endpoint and command line.
@NullMarked
package dev.tidings.server;

import org.jspecify.annotations.NullMarked;
