/// What the bot does when people press the buttons of its cards or write its commands.
@NullMarked
package dev.tidings.delivery.press;

import org.jspecify.annotations.NullMarked;
