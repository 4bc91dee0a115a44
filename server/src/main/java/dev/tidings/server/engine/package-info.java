/// Puts the delivery engine together from the settings and runs it as long as the server runs.
@NullMarked
package dev.tidings.server.engine;

import org.jspecify.annotations.NullMarked;
