/// The page of the local Teams in a real browser.
@NullMarked
package dev.tidings.faketeams.web;

import org.jspecify.annotations.NullMarked;
