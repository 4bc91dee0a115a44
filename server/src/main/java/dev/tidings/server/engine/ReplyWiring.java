package dev.tidings.server.engine;

import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.intake.Conversations;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.delivery.intake.Tenancies;
import dev.tidings.delivery.notification.TimeOrderedIds;
import dev.tidings.delivery.reply.TicketClerk;
import dev.tidings.delivery.reply.Tickets;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.server.settings.Settings;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Answers that take a while.
@Configuration(proxyBeanMethods = false)
public class ReplyWiring {
    @Bean
    Tickets tickets(Stores stores, Books books, Tenancies tenancies, Notifications notifications, InstantSource clock) {
        return new Tickets(
                stores.tickets(),
                new Conversations(books, tenancies),
                notifications,
                new TimeOrderedIds(clock, new SecureRandom()),
                clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    TicketClerk ticketClerk(Stores stores, Tickets tickets, Settings settings, InstantSource clock) {
        return new TicketClerk(stores.tickets(), tickets, settings.sending().retention(), clock);
    }
}
