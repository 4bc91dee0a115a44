package dev.tidings.delivery.schedule;

import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.store.Schedule;
import java.util.function.Function;

/// Understands what schedules are made of.
///
/// @param cron reads when they run
/// @param notification reads what they send
public record Reading(Cron.Reader cron, Function<String, NotificationRequest> notification) {

    NotificationRequest request(String text) {
        return notification.apply(text);
    }

    Timetable timetable(Schedule.Plan plan) {
        return new Timetable(cron.read(plan.cron()), plan.zone());
    }
}
