/// Entra and Bot Framework endpoints: tokens, keys, metadata, managed identity.
@NullMarked
package dev.tidings.faketeams.login;

import org.jspecify.annotations.NullMarked;
