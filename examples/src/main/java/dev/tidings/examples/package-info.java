/// One small main per feature.
@NullMarked
package dev.tidings.examples;

import org.jspecify.annotations.NullMarked;
