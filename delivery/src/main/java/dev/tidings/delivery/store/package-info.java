/// What is kept, as interfaces: the directory, what arrived, notifications, API keys and settings.
@NullMarked
package dev.tidings.delivery.store;

import org.jspecify.annotations.NullMarked;
