/// Behaviour of the local Teams, seen through plain HTTP.
@NullMarked
package dev.tidings.faketeams;

import org.jspecify.annotations.NullMarked;
