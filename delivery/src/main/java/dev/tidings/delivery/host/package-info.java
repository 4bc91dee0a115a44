/// The engine in one process: takes what is due, keeps to the limits, and has each delivery carried.
@NullMarked
package dev.tidings.delivery.host;

import org.jspecify.annotations.NullMarked;
