/// Activities on their way to the bot: shapes, signatures, repeats.
@NullMarked
package dev.tidings.faketeams.inbound;

import org.jspecify.annotations.NullMarked;
