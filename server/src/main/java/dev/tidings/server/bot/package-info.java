/// The bot's messaging endpoint, where Teams brings activities.
@NullMarked
package dev.tidings.server.bot;

import org.jspecify.annotations.NullMarked;
