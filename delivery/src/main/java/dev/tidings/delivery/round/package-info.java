/// What is done again and again, on a thread of its own.
@NullMarked
package dev.tidings.delivery.round;

import org.jspecify.annotations.NullMarked;
