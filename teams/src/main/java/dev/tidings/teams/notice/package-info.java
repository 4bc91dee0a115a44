/// Messages in the shape that Microsoft's guidance asks for, what people do with their buttons, and a
/// linter.
///
/// Pure: no I/O, no clock, nothing of the engine.
@NullMarked
package dev.tidings.teams.notice;

import org.jspecify.annotations.NullMarked;
