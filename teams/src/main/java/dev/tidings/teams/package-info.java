/// A bot SDK for Microsoft Teams: receive activities, and send messages nobody just asked for.
@NullMarked
package dev.tidings.teams;

import org.jspecify.annotations.NullMarked;
