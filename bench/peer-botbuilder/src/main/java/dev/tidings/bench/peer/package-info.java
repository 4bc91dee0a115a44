/// botbuilder-java 4.14.3 under the same load as ours, in a class path of its own.
@NullMarked
package dev.tidings.bench.peer;

import org.jspecify.annotations.NullMarked;
