/// Notifications that are sent again and again at times of day.
@NullMarked
package dev.tidings.delivery.schedule;

import org.jspecify.annotations.NullMarked;
