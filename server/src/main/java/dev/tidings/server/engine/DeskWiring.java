package dev.tidings.server.engine;

import dev.tidings.delivery.audience.Organisations;
import dev.tidings.delivery.audience.RosterSync;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.campaign.Campaigns;
import dev.tidings.delivery.campaign.Deliveries;
import dev.tidings.delivery.campaign.Endings;
import dev.tidings.delivery.campaign.Planner;
import dev.tidings.delivery.campaign.Purge;
import dev.tidings.delivery.campaign.Standings;
import dev.tidings.delivery.digest.Digests;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.host.Engine;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.intake.Exchanges;
import dev.tidings.delivery.intake.Forecasts;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.delivery.intake.PersonalHours;
import dev.tidings.delivery.intake.Tenancies;
import dev.tidings.delivery.intake.Topics;
import dev.tidings.delivery.notification.TimeOrderedIds;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.server.settings.Settings;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.BiPredicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The front desk: what the API asks of notifications, deliveries and topics, in front of the engine.
@Configuration(proxyBeanMethods = false)
public class DeskWiring {
    @Bean
    Books books(Stores stores) {
        return new Books(
                stores.notifications(),
                stores.ledger(),
                stores.audiences(),
                stores.topics(),
                stores.directory(),
                stores.dispatch());
    }

    @Bean(destroyMethod = "close")
    Endings endings(Books books, Events events) {
        return new Endings(books, events);
    }

    @Bean
    Tenancies tenancies(Books books, Bots bots) {
        return new Tenancies(books.directory(), bots);
    }

    @Bean
    Organisations organisations(Bots bots, Stores stores) {
        return new Organisations(bots, stores.colleagues(), System::nanoTime);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Planner planner(
            Settings settings,
            Books books,
            Organisations organisations,
            RosterSync rosters,
            Engine engine,
            Endings endings,
            InstantSource clock) {
        BiPredicate<Tenancy, String> known = settings.rosters().enabled() ? rosters::knows : (tenancy, place) -> true;
        return new Planner(books, organisations, known, engine, endings::planned, clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Purge purge(Settings settings, Books books, Stores stores, InstantSource clock) {
        var terms = new Purge.Terms(
                settings.sending().retention(), settings.sending().retentionAfterRemoval());
        return new Purge(books.notifications(), stores.removals(), terms, clock);
    }

    @Bean
    Notifications notifications(
            Books books,
            Tenancies tenancies,
            Organisations organisations,
            Engine engine,
            Planner planner,
            InstantSource clock) {
        var ids = new TimeOrderedIds(clock, new SecureRandom());
        return new Notifications(books, tenancies, organisations, ids, engine, planner::wake, clock);
    }

    @Bean
    Forecasts forecasts(
            Settings settings,
            Books books,
            Stores stores,
            Tenancies tenancies,
            Organisations organisations,
            InstantSource clock) {
        return new Forecasts(books, stores.dispatch(), tenancies, organisations, settings.manners(), clock);
    }

    @Bean
    Standings standings(Books books, Engine engine) {
        return new Standings(books, engine);
    }

    @Bean
    Campaigns campaigns(Books books, Engine engine, Planner planner, Events events, InstantSource clock) {
        return new Campaigns(books, engine, planner, events, clock);
    }

    @Bean
    Deliveries deliveries(Books books, Tenancies tenancies, Engine engine, InstantSource clock) {
        return new Deliveries(books, tenancies, engine, clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Digests digests(Books books, Stores stores, Engine engine, InstantSource clock) {
        var ids = new TimeOrderedIds(clock, new SecureRandom());
        return new Digests(stores.digests(), books, stores.dispatch(), ids, engine, clock);
    }

    @Bean
    Exchanges exchanges(Stores stores, Tenancies tenancies, InstantSource clock) {
        return new Exchanges(stores.busy(), tenancies, clock);
    }

    @Bean
    PersonalHours personalHours(Books books, Tenancies tenancies, InstantSource clock) {
        return new PersonalHours(books.directory(), tenancies, clock);
    }

    @Bean
    Topics topics(Books books, Tenancies tenancies, InstantSource clock) {
        return new Topics(books, tenancies, clock);
    }
}
