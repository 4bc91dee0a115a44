/// What readers are spared: whether a message may come to its reader now.
@NullMarked
package dev.tidings.delivery.manners;

import org.jspecify.annotations.NullMarked;
