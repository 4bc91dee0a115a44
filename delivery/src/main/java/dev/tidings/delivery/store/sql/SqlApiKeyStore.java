package dev.tidings.delivery.store.sql;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.tidings.delivery.store.ApiKey;
import dev.tidings.delivery.store.ApiKeyStore;
import dev.tidings.delivery.store.ApiScope;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// [ApiKeyStore] in SQL. Sets are kept as lines; an absent set is null, which is not the same as an empty
/// one.
record SqlApiKeyStore(Database database) implements ApiKeyStore {
    private static final String COLUMNS = "id, name, scopes, bots, tenants, created_at, expires_at, revoked_at";

    @Override
    public void add(ApiKey key, String secretHash) {
        database.write(handle -> handle.execute(
                "INSERT INTO api_keys (secret_hash, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                secretHash,
                key.id(),
                key.name(),
                key.scopes().stream().map(ApiScope::word).sorted().collect(joining("\n")),
                lines(key.reach().bots()),
                lines(key.reach().tenants()),
                key.createdAt().toEpochMilli(),
                Columns.millis(key.expiresAt()),
                Columns.millis(key.revokedAt())));
    }

    @Override
    public Optional<ApiKey> findByHash(String secretHash) {
        return database.read(handle -> handle.createQuery("SELECT " + COLUMNS + " FROM api_keys WHERE secret_hash = ?")
                .bind(0, secretHash)
                .map(SqlApiKeyStore::row)
                .findOne());
    }

    @Override
    public boolean revoke(String id, Instant now) {
        return database.write(handle -> handle.execute(
                        "UPDATE api_keys SET revoked_at = COALESCE(revoked_at, ?) WHERE id = ?",
                        now.toEpochMilli(),
                        id))
                > 0;
    }

    @Override
    public Page<ApiKey> list(PageRequest page) {
        return database.read(handle -> Page.of(
                handle.createQuery("SELECT " + COLUMNS + " FROM api_keys WHERE id > ? ORDER BY id LIMIT ?")
                        .bind(0, page.after())
                        .bind(1, page.limit() + 1)
                        .map(SqlApiKeyStore::row)
                        .list(),
                page,
                ApiKey::id));
    }

    private static @Nullable String lines(@Nullable Set<String> values) {
        return values == null ? null : values.stream().sorted().collect(joining("\n"));
    }

    private static @Nullable Set<String> set(@Nullable String lines) {
        return lines == null ? null : lines.lines().collect(toUnmodifiableSet());
    }

    private static ApiKey row(ResultSet row, StatementContext context) throws SQLException {
        return new ApiKey(
                row.getString("id"),
                row.getString("name"),
                scopes(row.getString("scopes")),
                new Reach(set(row.getString("bots")), set(row.getString("tenants"))),
                Columns.instant(row, "created_at"),
                Columns.optionalInstant(row, "expires_at"),
                Columns.optionalInstant(row, "revoked_at"));
    }

    private static Set<ApiScope> scopes(String lines) {
        return lines.lines().flatMap(word -> ApiScope.ofWord(word).stream()).collect(toUnmodifiableSet());
    }
}
