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
import dev.tidings.delivery.host.Node;
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

    @Bean(destroyMethod = "close")
    Planner planner(
            Settings settings,
            Books books,
            Organisations organisations,
            RosterSync rosters,
            Node node,
            Endings endings,
            InstantSource clock) {
        BiPredicate<Tenancy, String> known = settings.rosters().enabled() ? rosters::knows : (tenancy, place) -> true;
        var planner = new Planner(books, organisations, known, node, endings::planned, clock);
        node.whenTold(planner::wake);
        planner.start(node::leads);
        return planner;
    }

    @Bean(destroyMethod = "close")
    Purge purge(Settings settings, Books books, Stores stores, Node node, InstantSource clock) {
        var terms = new Purge.Terms(
                settings.sending().retention(), settings.sending().retentionAfterRemoval());
        var purge = new Purge(books.notifications(), stores.removals(), terms, clock);
        purge.start(node::leads);
        return purge;
    }

    @Bean
    Notifications notifications(
            Books books,
            Tenancies tenancies,
            Organisations organisations,
            Node node,
            Planner planner,
            InstantSource clock) {
        var ids = new TimeOrderedIds(clock, new SecureRandom());
        return new Notifications(books, tenancies, organisations, ids, node, planner::wake, clock);
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
    Standings standings(Books books, Node node) {
        return new Standings(books, node);
    }

    @Bean
    Campaigns campaigns(Books books, Node node, Planner planner, Events events, InstantSource clock) {
        return new Campaigns(books, node, planner, events, clock);
    }

    @Bean
    Deliveries deliveries(Books books, Tenancies tenancies, Node node, InstantSource clock) {
        return new Deliveries(books, tenancies, node, clock);
    }

    @Bean(destroyMethod = "close")
    Digests digests(Books books, Stores stores, Node node, InstantSource clock) {
        var ids = new TimeOrderedIds(clock, new SecureRandom());
        var digests = new Digests(stores.digests(), books, stores.dispatch(), ids, node, clock);
        digests.start(node::leads);
        return digests;
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
