/// From what a notification names to where its message goes.
@NullMarked
package dev.tidings.delivery.audience;

import org.jspecify.annotations.NullMarked;
