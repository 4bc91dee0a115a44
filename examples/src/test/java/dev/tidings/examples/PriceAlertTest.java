package dev.tidings.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.FakeTeamsExtension;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.fault.Fault;
import dev.tidings.faketeams.fault.FaultKind;
import dev.tidings.faketeams.world.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The snippet of the local Teams' README: how a test of a bot of one's own looks.
@ExtendWith(FakeTeamsExtension.class) // or @RegisterExtension with new FakeTeamsExtension(builder -> ...)
class PriceAlertTest {
    @Test
    void ann_gets_the_alert(FakeTeams teams) {
        try (PriceAlertBot myBot = PriceAlertBot.start(teams.bot().appId())) {
            teams.connect(myBot.messagesUri());
            Person ann = teams.scenery().person(0);
            teams.people().install(ann); // waits until the bot has answered
            teams.inject(Fault.of(FaultKind.THROTTLED).next(1)); // the next call is answered with 429

            myBot.alert(ann.objectId(), "up 3 %");

            assertThat(teams.scenery().messages(teams.scenery().personalChat(ann)))
                    .extracting(Message::text)
                    .containsExactly("up 3 %");
            assertThat(teams.report().excessCount()).isZero();
        }
    }
}
