/// Takes notifications in, so that none is lost once it is accepted, and keeps what people subscribe to.
@NullMarked
package dev.tidings.delivery.intake;

import org.jspecify.annotations.NullMarked;
