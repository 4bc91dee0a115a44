/// Carries one delivery to Teams and says what became of it.
@NullMarked
package dev.tidings.delivery.send;

import org.jspecify.annotations.NullMarked;
