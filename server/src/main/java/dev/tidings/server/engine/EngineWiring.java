package dev.tidings.server.engine;

import dev.tidings.delivery.audience.HeadStart;
import dev.tidings.delivery.audience.Organisations;
import dev.tidings.delivery.audience.RosterSync;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.event.Happening;
import dev.tidings.delivery.host.Engine;
import dev.tidings.delivery.host.EngineSettings;
import dev.tidings.delivery.host.Observer;
import dev.tidings.delivery.host.PacedTransport;
import dev.tidings.delivery.inbound.Inbox;
import dev.tidings.delivery.inbound.Reactions;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.send.Courier;
import dev.tidings.delivery.store.ApiKeyStore;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.store.DossierStore;
import dev.tidings.delivery.store.ResponseStore;
import dev.tidings.delivery.store.StoreException;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.delivery.transport.VertxTransport;
import dev.tidings.server.bot.Doorkeeper;
import dev.tidings.server.bot.Intake;
import dev.tidings.server.settings.SettingRefusedException;
import dev.tidings.server.settings.Settings;
import dev.tidings.teams.http.HttpTransport;
import io.opentelemetry.api.OpenTelemetry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Opens the database and the way to Teams, and starts what works in between. Spring closes them in
/// reverse order.
@Configuration(proxyBeanMethods = false)
public class EngineWiring {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean(destroyMethod = "close")
    Stores stores(Settings settings) {
        try {
            return Stores.open(DatabaseAddress.of(settings.database()));
        } catch (StoreException closed) {
            throw new SettingRefusedException(
                    "tidings.database.url",
                    "the database cannot be opened: " + closed.getMessage(),
                    "Correct it, or set TIDINGS_DATABASE_URL to a database that can be reached and written, such as"
                            + " jdbc:sqlite:./data/tidings.db or jdbc:postgresql://host/tidings.");
        }
    }

    @Bean
    DirectoryStore directory(Stores stores) {
        return stores.directory();
    }

    @Bean
    DossierStore dossiers(Stores stores) {
        return stores.dossiers();
    }

    @Bean
    ResponseStore responses(Stores stores) {
        return stores.responses();
    }

    @Bean
    ApiKeyStore keys(Stores stores) {
        return stores.apiKeys();
    }

    @Bean(destroyMethod = "close")
    HttpTransport transport(Settings settings, OpenTelemetry telemetry) {
        HttpTransport calls = new VertxTransport(OutgoingCalls.of(settings.outgoing()));
        boolean traced = settings.tracing().endpoint() != null;
        return new PacedTransport(traced ? new TracedTransport(calls, telemetry) : calls);
    }

    @Bean
    Bots bots(Settings settings, Stores stores, HttpTransport transport, InstantSource clock) {
        return new ConfiguredBots(settings, transport, clock).read(stores.settings());
    }

    @Bean
    Events events(InstantSource clock) {
        return new Events(clock);
    }

    @Bean
    Courier courier(Settings settings, Books books, Stores stores, Bots bots, InstantSource clock) {
        return new Courier(
                new Courier.Parts(
                        bots,
                        books.directory(),
                        stores.colleagues(),
                        books.topics(),
                        books.facts(),
                        settings.welcome().enabled()),
                new SecureRandom(),
                clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    HeadStart headStart(Bots bots, Organisations organisations, Courier courier) {
        return new HeadStart(bots, organisations, courier::catalogHas);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Engine engine(
            Settings settings, Books books, Stores stores, Courier courier, Observer observer, InstantSource clock) {
        var parts = new Engine.Parts(stores.dispatch(), books.notifications(), courier, observer);
        Settings.Sending sending = settings.sending();
        return new Engine(
                parts,
                new EngineSettings(sending.limits(), sending.drain(), settings.manners()),
                clock,
                System::nanoTime);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Inbox inbox(Stores stores, Events events, Reactions reactions, RosterSync rosters, InstantSource clock) {
        return new Inbox(stores.inbound(), clock, telling(events, rosters), reactions);
    }

    private static BiConsumer<Tenancy, Happening> telling(Events events, RosterSync rosters) {
        return (tenancy, happening) -> {
            events.publish(tenancy, happening);
            if (happening instanceof Happening.Installed(String place, String _)) {
                rosters.added(tenancy, place);
            }
        };
    }

    @Bean
    Intake intake(Inbox inbox) {
        return inbox::record;
    }

    @Bean
    Doorkeeper doorkeeper(Settings settings, Bots bots, HttpTransport transport, InstantSource clock) {
        return settings.devMode()
                ? (authorization, activity) -> Bots.DEFAULT
                : new TeamsOnly(settings, bots, transport, clock);
    }
}
