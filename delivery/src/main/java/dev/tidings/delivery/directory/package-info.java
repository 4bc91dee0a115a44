/// Who can be reached, and where: people, teams, channels, chats, installations and stored conversations.
@NullMarked
package dev.tidings.delivery.directory;

import org.jspecify.annotations.NullMarked;
