package dev.tidings.delivery.host;

import dev.tidings.delivery.audience.Organisations;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.campaign.Deliveries;
import dev.tidings.delivery.campaign.Planner;
import dev.tidings.delivery.campaign.Standings;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.delivery.intake.Sending;
import dev.tidings.delivery.intake.Tenancies;
import dev.tidings.delivery.notification.TimeOrderedIds;
import dev.tidings.delivery.store.sql.Stores;
import java.time.InstantSource;
import java.util.Random;
import java.util.function.BiPredicate;

/// The front desk over an engine and a real database.
record Desk(Notifications notifications, Standings standings, Deliveries deliveries, Planner planner) {

    Desk(Stores stores, Bots bots, Sending engine, InstantSource clock) {
        this(stores, bots, (tenancy, place) -> true, engine, clock);
    }

    /// @param roster whether the members of a place are known
    Desk(Stores stores, Bots bots, BiPredicate<Tenancy, String> roster, Sending engine, InstantSource clock) {
        this(
                books(stores),
                new Tenancies(stores.directory(), bots),
                new Organisations(bots, stores.colleagues(), System::nanoTime),
                roster,
                engine,
                clock);
    }

    private Desk(
            Books books,
            Tenancies tenancies,
            Organisations organisations,
            BiPredicate<Tenancy, String> roster,
            Sending engine,
            InstantSource clock) {
        this(
                books,
                tenancies,
                organisations,
                engine,
                clock,
                new Planner(books, organisations, roster, engine, campaign -> {}, clock));
    }

    private Desk(
            Books books,
            Tenancies tenancies,
            Organisations organisations,
            Sending engine,
            InstantSource clock,
            Planner planner) {
        this(
                new Notifications(
                        books,
                        tenancies,
                        organisations,
                        new TimeOrderedIds(clock, new Random()),
                        engine,
                        planner::wake,
                        clock),
                new Standings(books, engine),
                new Deliveries(books, tenancies, engine, clock),
                planner);
        planner.start();
    }

    static Books books(Stores stores) {
        return new Books(
                stores.notifications(),
                stores.ledger(),
                stores.audiences(),
                stores.topics(),
                stores.directory(),
                stores.dispatch());
    }
}
