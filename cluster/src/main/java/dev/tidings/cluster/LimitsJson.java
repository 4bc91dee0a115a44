package dev.tidings.cluster;

import dev.tidings.delivery.lane.Limits;
import tools.jackson.databind.json.JsonMapper;

/// Limits as bytes: JSON with the names of their parts, and durations as ISO 8601 has them.
final class LimitsJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private LimitsJson() {}

    static byte[] write(Limits limits) {
        return JSON.writeValueAsBytes(limits);
    }

    static Limits read(byte[] bytes) {
        return JSON.readValue(bytes, Limits.class);
    }
}
