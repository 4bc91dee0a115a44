package dev.tidings.delivery.reply;

import dev.tidings.delivery.campaign.Desk;
import dev.tidings.delivery.intake.Conversations;
import dev.tidings.delivery.notification.TimeOrderedIds;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.sql.DatabaseUrl;
import dev.tidings.delivery.store.sql.Stores;
import dev.tidings.teams.activity.Message;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/// The process that [TicketsKillTest] kills: opens tickets and answers them without end, and prints what is
/// acknowledged.
final class KilledTickets {
    static final String CHAT = "19:chat";

    private static final int CALLERS = 16;

    private KilledTickets() {}

    static Tickets tickets(Stores stores, Desk desk) {
        InstantSource clock = InstantSource.fixed(Desk.NOW);
        return new Tickets(
                stores.tickets(),
                new Conversations(desk.books, desk.tenancies),
                desk.notifications(),
                new TimeOrderedIds(clock, new Random()),
                clock);
    }

    static String answer(long number) {
        return "answer " + number;
    }

    /// Works until it is killed.
    ///
    /// @param arguments the database file, and the number of the first ticket
    public static void main(String[] arguments) throws InterruptedException {
        Stores stores = Stores.open(DatabaseUrl.parse("jdbc:sqlite:" + arguments[0]));
        Desk desk = new Desk(stores);
        desk.groupChat(CHAT);
        Tickets tickets = tickets(stores, desk);
        AtomicLong number = new AtomicLong(Long.parseLong(arguments[1]));
        for (int caller = 1; caller < CALLERS; caller++) {
            Thread.startVirtualThread(() -> work(tickets, number));
        }
        work(tickets, number);
    }

    private static void work(Tickets tickets, AtomicLong next) {
        while (!System.out.checkError()) {
            long number = next.getAndIncrement();
            TicketRequest request = TicketRequest.of(CHAT, Long.toString(number));
            String id = tickets.open(request, Reach.EVERYTHING).ticket().id();
            System.out.println("opened " + number);
            tickets.answer(id, Message.text(answer(number)), "", Reach.EVERYTHING);
            System.out.println("answered " + number);
        }
    }
}
