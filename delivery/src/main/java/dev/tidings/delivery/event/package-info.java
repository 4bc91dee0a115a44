/// What happens, told as it happens: outcomes, installations, reactions, clicks.
@NullMarked
package dev.tidings.delivery.event;

import org.jspecify.annotations.NullMarked;
