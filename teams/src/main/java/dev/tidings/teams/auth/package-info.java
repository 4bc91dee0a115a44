/// Credentials and tokens on the way out, token validation on the way in, and the hosts that may see a token.
@NullMarked
package dev.tidings.teams.auth;

import org.jspecify.annotations.NullMarked;
