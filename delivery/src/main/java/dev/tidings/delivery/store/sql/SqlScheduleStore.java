package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.Schedule;
import dev.tidings.delivery.store.Schedule.Last;
import dev.tidings.delivery.store.Schedule.Progress;
import dev.tidings.delivery.store.ScheduleId;
import dev.tidings.delivery.store.ScheduleStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// [ScheduleStore] in SQL. There are few enough schedules to look at all of them.
record SqlScheduleStore(Database database) implements ScheduleStore {
    private static final String INSERT = """
            INSERT INTO schedules (id, bot, tenant, name, cron, zone, notification, expires_after, paused, handled_until,
                next_at, look_at, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?) ON CONFLICT (bot, tenant, name) DO NOTHING""";
    private static final String UPDATE = """
            UPDATE schedules SET paused = ?, handled_until = ?, next_at = ?, look_at = ?, last_at = ?,
                last_notification = ?, last_problem = ?
            WHERE id = ? AND paused = ? AND handled_until = ? AND look_at = ?""";

    @Override
    public boolean add(Schedule schedule) {
        Schedule.Plan plan = schedule.plan();
        Duration expires = plan.expiresAfter();
        return database.write(handle -> handle.execute(
                        INSERT,
                        schedule.id().value(),
                        schedule.tenancy().bot(),
                        schedule.tenancy().tenant(),
                        plan.name(),
                        plan.cron(),
                        plan.zone().getId(),
                        plan.notification(),
                        expires == null ? null : expires.toMillis(),
                        schedule.progress().handledUntil().toEpochMilli(),
                        schedule.progress().next().toEpochMilli(),
                        schedule.progress().lookAt().toEpochMilli(),
                        schedule.createdAt().toEpochMilli()))
                > 0;
    }

    @Override
    public Optional<Schedule> find(ScheduleId id, Reach reach) {
        return database.read(handle -> handle.createQuery("SELECT * FROM schedules WHERE id = ?")
                        .bind(0, id.value())
                        .map(SqlScheduleStore::row)
                        .findOne())
                .filter(schedule -> reach.allows(schedule.tenancy()));
    }

    @Override
    public Optional<Schedule> named(Tenancy tenancy, String name) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM schedules WHERE bot = ? AND tenant = ? AND name = ?")
                        .bind(0, tenancy.bot())
                        .bind(1, tenancy.tenant())
                        .bind(2, name)
                        .map(SqlScheduleStore::row)
                        .findOne());
    }

    @Override
    public Page<Schedule> latest(Reach reach, PageRequest page) {
        return database.read(handle -> {
            try (var rows = handle
                    .createQuery("SELECT * FROM schedules WHERE id < ? OR ? = '' ORDER BY id DESC")
                    .bind(0, page.after())
                    .bind(1, page.after())
                    .map(SqlScheduleStore::row)
                    .stream()) {
                List<Schedule> some = rows.filter(schedule -> reach.allows(schedule.tenancy()))
                        .limit(page.limit() + 1L)
                        .toList();
                return Page.of(some, page, schedule -> schedule.id().value());
            }
        });
    }

    @Override
    public List<Schedule> due(Instant now, int limit) {
        return database.read(handle -> handle.createQuery("SELECT * FROM schedules WHERE paused = 0"
                        + " AND (look_at <= ? OR handled_until > ?) ORDER BY look_at, id LIMIT ?")
                .bind(0, now.toEpochMilli())
                .bind(1, now.toEpochMilli())
                .bind(2, limit)
                .map(SqlScheduleStore::row)
                .list());
    }

    @Override
    public boolean progress(Schedule before, Progress now) {
        Progress was = before.progress();
        Last last = now.last();
        return database.write(handle -> handle.execute(
                        UPDATE,
                        now.paused() ? 1 : 0,
                        now.handledUntil().toEpochMilli(),
                        now.next().toEpochMilli(),
                        now.lookAt().toEpochMilli(),
                        last == null ? null : last.at().toEpochMilli(),
                        last == null || last.notification() == null
                                ? null
                                : last.notification().value(),
                        last == null ? null : last.problem(),
                        before.id().value(),
                        was.paused() ? 1 : 0,
                        was.handledUntil().toEpochMilli(),
                        was.lookAt().toEpochMilli()))
                > 0;
    }

    @Override
    public boolean delete(ScheduleId id) {
        return database.write(handle -> handle.execute("DELETE FROM schedules WHERE id = ?", id.value())) > 0;
    }

    private static Schedule row(ResultSet row, StatementContext context) throws SQLException {
        Instant expires = Columns.optionalInstant(row, "expires_after");
        return new Schedule(
                new ScheduleId(row.getString("id")),
                Columns.tenancy(row),
                new Schedule.Plan(
                        row.getString("name"),
                        row.getString("cron"),
                        ZoneId.of(row.getString("zone")),
                        row.getString("notification"),
                        expires == null ? null : Duration.ofMillis(expires.toEpochMilli())),
                new Progress(
                        row.getInt("paused") != 0,
                        Columns.instant(row, "handled_until"),
                        Columns.instant(row, "next_at"),
                        Columns.instant(row, "look_at"),
                        last(row)),
                Columns.instant(row, "created_at"));
    }

    private static @Nullable Last last(ResultSet row) throws SQLException {
        Instant at = Columns.optionalInstant(row, "last_at");
        String notification = row.getString("last_notification");
        return at == null
                ? null
                : new Last(
                        at,
                        notification == null ? null : new NotificationId(notification),
                        row.getString("last_problem"));
    }
}
