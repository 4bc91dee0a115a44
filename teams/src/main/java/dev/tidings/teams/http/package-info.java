/// The port through which every request leaves, and its implementation on the JDK's own client.
@NullMarked
package dev.tidings.teams.http;

import org.jspecify.annotations.NullMarked;
