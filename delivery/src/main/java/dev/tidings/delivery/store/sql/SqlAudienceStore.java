package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.Audience;
import dev.tidings.delivery.store.AudienceStore;
import java.time.Instant;
import java.util.List;

/// [AudienceStore] in SQL.
record SqlAudienceStore(Database database) implements AudienceStore {

    @Override
    public List<String> people(Tenancy tenancy, Audience audience, String after, int limit, Instant now) {
        return switch (audience) {
            case Audience.Everyone() ->
                read(AudienceSql.everyone(database.connections()), tenancy, "", after, limit, now);
            case Audience.Members(String id) -> read(AudienceSql.MEMBERS, tenancy, id, after, limit, now);
            case Audience.Subscribers(String topic) -> read(AudienceSql.SUBSCRIBERS, tenancy, topic, after, limit, now);
            case Audience.One _, Audience.Users _, Audience.Listed _, Audience.Group _, Audience.Channels _ ->
                throw new IllegalArgumentException("this audience is not read from the directory");
        };
    }

    private List<String> read(String sql, Tenancy tenancy, String id, String after, int limit, Instant now) {
        return database.read(handle -> handle.createQuery(sql)
                .bind("bot", tenancy.bot())
                .bind("tenant", tenancy.tenant())
                .bind("id", id)
                .bind("after", after)
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> row.getString(1))
                .list());
    }
}
