/// The server as a process under kills, faults, a full disk and a clock that is set.
@NullMarked
package dev.tidings.server.chaos;

import org.jspecify.annotations.NullMarked;
