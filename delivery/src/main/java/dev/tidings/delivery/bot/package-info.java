/// The bots that send: each with its identity, its way to Teams and its addresses.
@NullMarked
package dev.tidings.delivery.bot;

import org.jspecify.annotations.NullMarked;
