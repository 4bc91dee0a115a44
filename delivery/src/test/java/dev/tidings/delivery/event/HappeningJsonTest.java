package dev.tidings.delivery.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.delivery.fact.Segment;
import dev.tidings.delivery.notification.DeliveryId;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.notification.NotificationStatus;
import dev.tidings.delivery.notification.Wish;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.JsonNodeFactory;

/// What happens on one node is the same on another one.
final class HappeningJsonTest {
    private static final NotificationId ID = new NotificationId("01930000-0000-7000-8000-000000000001");
    private static final DeliveryId DELIVERY = new DeliveryId(ID, 7);

    static Stream<Happening> happenings() {
        var data = JsonNodeFactory.instance.objectNode().put("number", 1);
        return Stream.of(
                new Happening.DeliveryEnded(DELIVERY, null, DeliveryState.DELIVERED, null),
                new Happening.DeliveryEnded(DELIVERY, "29:ann", DeliveryState.REFUSED, "writes-blocked"),
                new Happening.NotificationChanged(ID, NotificationStatus.COMPLETED),
                new Happening.ErrandChanged(ID, 2, Segment.Errand.RECALL, NotificationStatus.CANCELLED),
                new Happening.Installed("a:1", null),
                new Happening.Removed("a:1", "29:ann"),
                new Happening.Blocked("29:ann", "writes-blocked"),
                new Happening.Reacted("a:1", null, "29:ann", "like", true),
                new Happening.Read("a:1", "7", null),
                new Happening.Clicked("a:1", null, "29:ann", null),
                new Happening.Clicked("a:1", "7", "29:ann", data),
                new Happening.Answered(ID, "a:1", "7", "29:ann", "approve", data),
                new Happening.MarkedDone(ID, "a:1", null, "29:ann"),
                new Happening.Snoozed(ID, "a:1", null, "29:ann", Instant.parse("2026-11-25T12:00:00.123456Z")),
                new Happening.Wrote("a:1", "7", "29:ann", "Grüße \"from\" here\n", false),
                new Happening.ChoseTopic("prices", "29:ann", Wish.NOTHING),
                new Happening.ChoseAll("29:ann", true),
                new Happening.ChoseHours("29:ann", "20:00-07:00"),
                new Happening.Overruled(DELIVERY, null, "alarms"));
    }

    @ParameterizedTest
    @MethodSource("happenings")
    void it_is_read_as_it_was_written(Happening happening) {
        assertThat(HappeningJson.read(HappeningJson.kind(happening), HappeningJson.write(happening)))
                .isEqualTo(happening);
    }

    @Test
    void every_kind_is_tried_here() {
        List<Class<?>> tried = happenings().map(Object::getClass).collect(Collectors.toList());
        assertThat(tried).contains(Happening.class.getPermittedSubclasses());
    }

    @Test
    void what_another_build_has_written_is_refused_where_it_is_not_known() {
        assertThatThrownBy(() -> HappeningJson.read("Unheard", "{}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HappeningJson.read("Blocked", "[]")).isInstanceOf(IllegalArgumentException.class);
    }
}
