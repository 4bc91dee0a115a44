/// Microsoft Graph, as far as bots need it: people, groups, the app catalog, and installing the app.
@NullMarked
package dev.tidings.faketeams.graph;

import org.jspecify.annotations.NullMarked;
