/// The REST API under `/api/v1`.
@NullMarked
package dev.tidings.server.api;

import org.jspecify.annotations.NullMarked;
