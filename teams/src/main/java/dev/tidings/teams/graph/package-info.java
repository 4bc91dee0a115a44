/// The few calls to Microsoft Graph that a bot needs to reach people who never met it.
@NullMarked
package dev.tidings.teams.graph;

import org.jspecify.annotations.NullMarked;
