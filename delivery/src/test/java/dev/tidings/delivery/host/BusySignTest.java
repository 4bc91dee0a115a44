package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.intake.Exchanges;
import dev.tidings.delivery.intake.NotAcceptedException;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.intake.Tenancies;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Manner;
import dev.tidings.delivery.notification.Manner.Mode;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.Target;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.teams.BotConfig;
import dev.tidings.teams.TeamsBot;
import dev.tidings.teams.activity.ConversationReference;
import dev.tidings.teams.activity.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A bot of the library in the same process as the engine: what it says of its exchanges holds for what is
/// sent.
@SuppressWarnings("NullAway.Init") // set before each test
class BusySignTest {
    private final FakeTeams teams = FakeTeams.builder().start();

    @TempDir
    private Path folder;

    private Stage stage;
    private TeamsBot bot;
    private Person ann;
    private ConversationReference chat;

    @BeforeEach
    void open() throws IOException {
        stage = new Stage(folder, teams);
        Tenancies nobodys = new Tenancies(stage.stores.directory(), new Bots(List.of()));
        Exchanges exchanges = new Exchanges(stage.stores.busy(), nobodys, stage.clock);
        bot = TeamsBot.builder(BotConfig.withoutCredentials(teams.bot().appId()))
                .withBusySign(exchanges.sign(Bots.DEFAULT))
                .build();
        ann = stage.installed(0);
        chat = stage.stores
                .directory()
                .personalConversation(stage.tenancy(), teams.scenery().userId(ann))
                .orElseThrow()
                .reference();
        stage.pass(Duration.ofMinutes(2));
    }

    @AfterEach
    void close() {
        bot.close();
        stage.close();
        teams.close();
    }

    @Test
    void a_message_that_minds_waits_until_the_bot_says_that_the_exchange_is_over() {
        bot.busy(chat);

        NotificationId news = tell();
        assertThat(stage.reaches(news, DeliveryState.DEFERRED).reason()).isEqualTo("when-idle");
        bot.idle(chat);
        stage.pass(Duration.ofSeconds(5));

        stage.reaches(news, DeliveryState.DELIVERED);
    }

    @Test
    void a_bot_that_never_says_so_silences_others_for_the_time_that_it_gave() {
        bot.busy(chat, Duration.ofMinutes(3));

        NotificationId news = tell();
        stage.reaches(news, DeliveryState.DEFERRED);
        stage.pass(Duration.ofMinutes(3));

        stage.reaches(news, DeliveryState.DELIVERED);
    }

    @Test
    void an_exchange_without_end_is_refused() {
        assertThatThrownBy(() -> bot.busy(chat, Exchanges.LONGEST.plusSeconds(1)))
                .isInstanceOf(NotAcceptedException.class);
    }

    private NotificationId tell() {
        return stage.accept(NotificationRequest.of(new Target.User(ann.objectId()), Message.text("news"))
                .with(Manner.USUAL.in(Mode.WHEN_IDLE)));
    }
}
