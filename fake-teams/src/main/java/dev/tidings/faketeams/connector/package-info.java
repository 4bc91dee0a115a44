/// The Bot Connector endpoints.
@NullMarked
package dev.tidings.faketeams.connector;

import org.jspecify.annotations.NullMarked;
