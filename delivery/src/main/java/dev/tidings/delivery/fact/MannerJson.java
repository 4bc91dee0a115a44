package dev.tidings.delivery.fact;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tidings.delivery.notification.Manner;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A manner as JSON with short names, nothing for the usual one. Names may be added here, never
/// changed.
///
/// @param m the mode, left out for the usual one
/// @param p the purpose, likewise
/// @param k the update key
/// @param t the time of day
public record MannerJson(
        @Nullable String m,
        @Nullable String p,
        @Nullable String k,
        @Nullable String t) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    static @Nullable MannerJson of(Manner manner) {
        if (manner.equals(Manner.USUAL)) {
            return null;
        }
        return new MannerJson(
                manner.mode() == Manner.USUAL.mode() ? null : manner.mode().word(),
                manner.purpose() == Manner.USUAL.purpose()
                        ? null
                        : manner.purpose().word(),
                manner.updateKey(),
                manner.deliverAt() == null ? null : manner.deliverAt().toString());
    }

    static Manner manner(@Nullable MannerJson json) {
        if (json == null) {
            return Manner.USUAL;
        }
        Manner.Mode mode = json.m == null
                ? Manner.USUAL.mode()
                : Manner.Mode.ofWord(json.m).orElseThrow();
        Manner.Purpose purpose = json.p == null
                ? Manner.USUAL.purpose()
                : Manner.Purpose.ofWord(json.p).orElseThrow();
        return new Manner(mode, purpose, json.k, json.t == null ? null : LocalTime.parse(json.t));
    }

    /// The manner as text; null for the usual one.
    public static @Nullable String write(Manner manner) {
        MannerJson json = of(manner);
        return json == null ? null : JSON.writeValueAsString(json);
    }

    /// The manner of a text.
    public static Manner read(@Nullable String text) {
        return manner(text == null ? null : JSON.readValue(text, MannerJson.class));
    }
}
