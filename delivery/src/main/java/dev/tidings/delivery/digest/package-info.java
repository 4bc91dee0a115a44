/// Digests: what people were spared, told in one message.
@NullMarked
package dev.tidings.delivery.digest;

import org.jspecify.annotations.NullMarked;
