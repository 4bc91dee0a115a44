package dev.tidings.bench.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Prints figures as one line of JSON, with how loaded the machine is.
final class Line {
    private final StringBuilder text = new StringBuilder();

    private Line(String kind) {
        text.append("{\"kind\":\"").append(kind).append('"');
    }

    static Line of(String kind) {
        return new Line(kind);
    }

    Line with(String name, long value) {
        return raw(name, Long.toString(value));
    }

    Line with(String name, double value) {
        return raw(name, String.format(Locale.ROOT, "%.2f", value));
    }

    Line with(String name, String value) {
        return raw(name, '"' + value + '"');
    }

    private Line raw(String name, String value) {
        text.append(",\"").append(name).append("\":").append(value);
        return this;
    }

    void print() throws IOException {
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
        System.out.println(raw("load", load).text.append('}'));
    }
}
