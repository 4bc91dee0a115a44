package dev.tidings.server.engine;

import dev.tidings.delivery.audience.Organisations;
import dev.tidings.delivery.audience.RosterSync;
import dev.tidings.delivery.audience.TimeZones;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.host.Node;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.server.settings.Settings;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What keeps the members of teams and group chats known, and where people live.
@Configuration(proxyBeanMethods = false)
public class RosterWiring {

    @Bean(destroyMethod = "close")
    RosterSync rosters(Settings settings, Bots bots, Stores stores, Node node, InstantSource clock) {
        Settings.Rosters wanted = settings.rosters();
        var rosters = new RosterSync(bots, stores.directory(), stores.rosters(), node, wanted.refresh(), clock);
        if (wanted.enabled()) {
            rosters.start(node::leads);
        }
        return rosters;
    }

    @Bean(destroyMethod = "close")
    TimeZones timeZones(
            Settings settings, Bots bots, Stores stores, Organisations organisations, Node node, InstantSource clock) {
        var zones = new TimeZones(bots, stores.directory(), organisations, clock);
        if (settings.times().mailboxZones()) {
            zones.start(node::leads);
        }
        return zones;
    }
}
