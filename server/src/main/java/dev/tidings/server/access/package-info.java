/// Who may do what: API keys with scopes and fences, and what dev mode lets in instead.
@NullMarked
package dev.tidings.server.access;

import org.jspecify.annotations.NullMarked;
