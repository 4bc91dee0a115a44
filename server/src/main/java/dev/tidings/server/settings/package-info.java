/// What the operator sets: read once at start, checked, and refused with the setting's name and what to do.
@NullMarked
package dev.tidings.server.settings;

import org.jspecify.annotations.NullMarked;
