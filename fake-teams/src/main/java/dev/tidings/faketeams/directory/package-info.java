/// The generated directory: tenants and people, pure functions of a seed.
@NullMarked
package dev.tidings.faketeams.directory;

import org.jspecify.annotations.NullMarked;
