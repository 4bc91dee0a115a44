/// The Bot Connector's REST operations, each answer a value or a classified exception.
@NullMarked
package dev.tidings.teams.connector;

import org.jspecify.annotations.NullMarked;
