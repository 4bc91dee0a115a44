package dev.tidings.server.engine;

import dev.tidings.delivery.campaign.Campaigns;
import dev.tidings.delivery.event.Events;
import dev.tidings.delivery.host.Node;
import dev.tidings.delivery.inbound.Reactions;
import dev.tidings.delivery.intake.Books;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.delivery.press.Answer;
import dev.tidings.delivery.press.ChatReactions;
import dev.tidings.delivery.press.Presses;
import dev.tidings.delivery.welcome.Welcomes;
import dev.tidings.server.bot.Answers;
import dev.tidings.server.settings.Settings;
import dev.tidings.teams.InvokeAnswer;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the bot itself does about what people press and write.
@Configuration(proxyBeanMethods = false)
public class PressWiring {
    @Bean
    Presses presses(
            Settings settings,
            Books books,
            Notifications notifications,
            Campaigns campaigns,
            Events events,
            InstantSource clock) {
        var parts = new Presses.Parts(books, notifications, campaigns, settings.manners(), events);
        return new Presses(parts, settings.listening(), clock);
    }

    @Bean(destroyMethod = "close")
    Welcomes welcomes(Settings settings, Books books, Notifications notifications, Node node, InstantSource clock) {
        var welcomes = new Welcomes(books, notifications, settings.welcome().how(), clock);
        if (settings.welcome().enabled()) {
            welcomes.start(node::leads);
        }
        return welcomes;
    }

    @Bean
    Reactions reactions(Settings settings, Presses presses, Welcomes welcomes, Notifications notifications) {
        Reactions chats = new ChatReactions(presses, notifications);
        return settings.welcome().enabled() ? Reactions.all(List.of(chats, welcomes)) : chats;
    }

    @Bean
    Answers answers(Presses presses) {
        return (bot, invoke) -> presses.pressed(bot, invoke).map(PressWiring::shown);
    }

    private static InvokeAnswer shown(Answer answer) {
        return switch (answer) {
            case Answer.Card(var card) -> InvokeAnswer.card(card);
            case Answer.Words(String text) -> InvokeAnswer.message(text);
        };
    }
}
