package dev.tidings.delivery.store;

/// The id of a schedule.
public record ScheduleId(String value) {}
