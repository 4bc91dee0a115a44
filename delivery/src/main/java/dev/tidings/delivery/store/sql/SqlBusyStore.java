package dev.tidings.delivery.store.sql;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.BusyStore;
import java.time.Instant;

/// [BusyStore] in SQL.
record SqlBusyStore(Database database) implements BusyStore {

    @Override
    public void busy(Tenancy tenancy, String conversation, Instant until, Instant now) {
        database.write(handle -> {
            handle.execute("DELETE FROM busy WHERE busy_until < ?", now.toEpochMilli());
            return handle.execute(
                    "INSERT INTO busy (bot, tenant, conversation, busy_until) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (bot, tenant, conversation) DO UPDATE SET busy_until = excluded.busy_until",
                    tenancy.bot(),
                    tenancy.tenant(),
                    conversation,
                    until.toEpochMilli());
        });
    }

    @Override
    public void idle(Tenancy tenancy, String conversation) {
        database.write(handle -> handle.execute(
                "DELETE FROM busy WHERE bot = ? AND tenant = ? AND conversation = ?",
                tenancy.bot(),
                tenancy.tenant(),
                conversation));
    }
}
