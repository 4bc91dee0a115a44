package dev.tidings.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the lines of JSON that the measured processes printed and prints Markdown tables of their medians,
/// with the ratio to the peer.
public final class Table {
    private static final String PEER = "botbuilder-java stock";
    private static final String INBOUND_PEER = "botbuilder-java";
    private static final List<String> ENGINE = List.of(
            "paced",
            "engine",
            "planned",
            "alert",
            "broadcast",
            "disk",
            "accept",
            "idle",
            "manners",
            "cold-reach",
            "dry-run",
            "long-list");

    private final List<JsonNode> lines;
    private final PrintStream out;

    private Table(List<JsonNode> lines, PrintStream out) {
        this.lines = lines;
        this.out = out;
    }

    /// Takes the file with the lines.
    public static void main(String... args) throws IOException {
        Locale.setDefault(Locale.ROOT);
        print(Files.readAllLines(Path.of(args[0])), System.out);
    }

    static void print(List<String> lines, PrintStream out) {
        JsonMapper json = JsonMapper.shared();
        Table table = new Table(
                lines.stream()
                        .filter(line -> line.startsWith("{"))
                        .map(json::readTree)
                        .toList(),
                out);
        table.sends();
        table.inbound();
        table.startUp();
        ENGINE.forEach(table::engine);
    }

    /// The lines of one kind as they are, with the names of their fields.
    private void engine(String kind) {
        List<JsonNode> found = lines.stream()
                .filter(line -> line.path("kind").asString().equals(kind))
                .toList();
        if (found.isEmpty()) {
            return;
        }
        List<String> names = found.getFirst().propertyNames().stream()
                .filter(name -> !name.equals("kind"))
                .toList();
        out.printf("%n### Engine: %s%n%n| %s |%n|%s%n", kind, String.join(" | ", names), "---|".repeat(names.size()));
        found.forEach(line -> out.printf(
                "| %s |%n",
                names.stream().map(name -> line.path(name).asString()).collect(Collectors.joining(" | "))));
    }

    private void sends() {
        heading("Proactive sends", "In flight, latency", PEER);
        for (List<JsonNode> group :
                grouped("send", line -> inFlightAndLatency(line)).values()) {
            rows(inFlightAndLatency(group.getFirst()), group, PEER);
        }
    }

    private void inbound() {
        heading("Inbound messages", "In flight", INBOUND_PEER);
        for (List<JsonNode> group :
                grouped("inbound", line -> line.path("inFlight").asString()).values()) {
            rows(group.getFirst().path("inFlight").asString(), group, INBOUND_PEER);
        }
    }

    private void startUp() {
        Map<String, List<JsonNode>> byContender = grouped("startup", Table::contender);
        if (byContender.isEmpty()) {
            return;
        }
        out.printf("%n### Start%n%n| Contender | Ready, ms | Idle, MiB | Runs |%n|---|---:|---:|---:|%n");
        byContender.forEach((contender, runs) -> out.printf(
                "| %s | %.0f | %.0f | %d |%n",
                contender, median(runs, "readyMs"), median(runs, "idleMemory"), runs.size()));
    }

    private void heading(String title, String what, String peer) {
        out.printf("%n### %s%n%n", title);
        out.printf(
                "| %s | Contender | per s | of %s | lowest to highest | CPU-ms per 1,000 | times less | Peak, MiB | Failed |%n",
                what, peer);
        out.printf("|---|---|---:|---:|---:|---:|---:|---:|---:|%n");
    }

    private void rows(String what, List<JsonNode> group, String peer) {
        Map<String, List<JsonNode>> byContender = group.stream()
                .collect(Collectors.groupingBy(Table::contender, LinkedHashMap::new, Collectors.toList()));
        double ofPeer = median(byContender.getOrDefault(peer, List.of()), "perSecond");
        double cpuOfPeer = median(byContender.getOrDefault(peer, List.of()), "cpuMsPerThousand");
        byContender.forEach((contender, runs) -> out.printf(
                "| %s | %s | %,.0f | %s | %,.0f to %,.0f | %.1f | %s | %.0f | %.0f |%n",
                what,
                contender,
                median(runs, "perSecond"),
                ratio(median(runs, "perSecond"), ofPeer),
                runs.stream().mapToDouble(value("perSecond")).min().orElse(0),
                runs.stream().mapToDouble(value("perSecond")).max().orElse(0),
                median(runs, "cpuMsPerThousand"),
                cpuOfPeer > 0 ? ratio(cpuOfPeer, median(runs, "cpuMsPerThousand")) : "",
                median(runs, "peakMemory"),
                runs.stream().mapToDouble(value("failed")).sum()));
    }

    private static String ratio(double value, double ofAnother) {
        return ofAnother > 0 ? String.format("%.1f", value / ofAnother) : "";
    }

    private Map<String, List<JsonNode>> grouped(String kind, Function<JsonNode, String> key) {
        return lines.stream()
                .filter(line -> line.path("kind").asString().equals(kind))
                .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }

    private static String inFlightAndLatency(JsonNode line) {
        return line.path("inFlight").asString() + ", " + line.path("latencyMs").asString() + " ms";
    }

    private static String contender(JsonNode line) {
        return line.path("contender").asString();
    }

    private static ToDoubleFunction<JsonNode> value(String field) {
        return line -> line.path(field).asDouble();
    }

    private static double median(List<JsonNode> runs, String field) {
        double[] sorted = runs.stream().mapToDouble(value(field)).sorted().toArray();
        if (sorted.length == 0) {
            return 0;
        }
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
