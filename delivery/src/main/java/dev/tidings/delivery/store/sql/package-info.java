/// The stores in SQL, on SQLite or PostgreSQL: the only place with SQL.
@NullMarked
package dev.tidings.delivery.store.sql;

import org.jspecify.annotations.NullMarked;
