/// The delivery engine: from an accepted notification to an outcome for each recipient.
@NullMarked
package dev.tidings.delivery;

import org.jspecify.annotations.NullMarked;
