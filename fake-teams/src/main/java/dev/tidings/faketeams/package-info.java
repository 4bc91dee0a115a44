/// A local Microsoft Teams: it speaks the Bot Connector, login and OpenID protocols to whoever calls.
@NullMarked
package dev.tidings.faketeams;

import org.jspecify.annotations.NullMarked;
