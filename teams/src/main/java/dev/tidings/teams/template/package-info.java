/// Cards and texts with places for data, in the language of Adaptive Card Templating; pure.
@NullMarked
package dev.tidings.teams.template;

import org.jspecify.annotations.NullMarked;
