/// What travels between Teams and a bot: activities that arrive, messages that go out, and references to
/// where they go.
@NullMarked
package dev.tidings.teams.activity;

import org.jspecify.annotations.NullMarked;
