/// The state of the local Teams: teams, channels, chats, installations and messages.
@NullMarked
package dev.tidings.faketeams.world;

import org.jspecify.annotations.NullMarked;
