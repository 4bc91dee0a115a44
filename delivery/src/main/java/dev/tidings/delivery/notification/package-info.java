/// What is to be told to whom: notifications, their deliveries, and the states these go through.
@NullMarked
package dev.tidings.delivery.notification;

import org.jspecify.annotations.NullMarked;
