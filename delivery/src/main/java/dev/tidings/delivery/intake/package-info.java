/// Takes notifications in, so that none is lost once it is accepted, and says how they fare.
@NullMarked
package dev.tidings.delivery.intake;

import org.jspecify.annotations.NullMarked;
