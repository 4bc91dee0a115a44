package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.lane.Request;
import dev.tidings.delivery.lane.Result;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.teams.http.HttpAnswer;
import dev.tidings.teams.http.HttpCall;
import dev.tidings.teams.http.HttpTransport;
import dev.tidings.teams.http.TransportException;
import dev.tidings.teams.http.TransportException.Written;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A process that may not send any more sends nothing, whatever right a delivery holds.
final class PermissionTest {
    private static final HttpCall CALL =
            new HttpCall("POST", URI.create("http://127.0.0.1:9/"), Map.of(), "{}", Duration.ofSeconds(1));
    private static final ItemId ITEM =
            ItemId.of(CampaignId.sending(new NotificationId("01930000-0000-7000-8000-000000000001")), 0);

    private final List<HttpCall> sent = new ArrayList<>();
    private final List<Result> told = new ArrayList<>();
    private boolean permitted = true;

    private final PacedTransport transport = new PacedTransport(
            new HttpTransport() {
                @Override
                public HttpAnswer send(HttpCall call) {
                    sent.add(call);
                    return new HttpAnswer(200, Map.of(), "{}");
                }

                @Override
                public void close() {
                    // it holds nothing
                }
            },
            () -> permitted);

    @Test
    void it_is_asked_at_the_last_moment_and_nobody_waits_for_what_did_not_leave() {
        carry();
        assertThat(sent).hasSize(1);

        permitted = false;
        told.clear();
        assertThatThrownBy(this::carry)
                .isInstanceOfSatisfying(
                        TransportException.class,
                        refused -> assertThat(refused.written()).isEqualTo(Written.NO));
        assertThat(sent).hasSize(1);
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        Result.Answered.class,
                        result -> assertThat(result.answered()).isTrue());
    }

    @Test
    void what_serves_no_delivery_leaves_all_the_same() {
        permitted = false;
        assertThat(transport.send(CALL).status()).isEqualTo(200);
    }

    private void carry() {
        RequestPace pace =
                RequestPace.holding(new Voice.OfDelivery(ITEM, told::add), Request.SEND, "a:1", System::nanoTime);
        ScopedValue.where(RequestPace.CURRENT, pace).call(() -> transport.send(CALL));
    }
}
