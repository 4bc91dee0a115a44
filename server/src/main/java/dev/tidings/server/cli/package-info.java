/// The command line.
@NullMarked
package dev.tidings.server.cli;

import org.jspecify.annotations.NullMarked;
