/// What the bot says of itself when it is added somewhere.
@NullMarked
package dev.tidings.delivery.welcome;

import org.jspecify.annotations.NullMarked;
