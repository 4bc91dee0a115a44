/// What is said to whom: the same to everybody, or to each in their own language and with what is
/// known of them.
@NullMarked
package dev.tidings.delivery.wording;

import org.jspecify.annotations.NullMarked;
