package dev.tidings.faketeams.control;

import dev.tidings.faketeams.referee.Report;
import dev.tidings.faketeams.wire.Json;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The referee's report as JSON.
final class ReportView {
    private ReportView() {}

    static ObjectNode json(Report report, long messages) {
        ObjectNode json = Json.object()
                .put("limits", report.enforced() ? "on" : "off")
                .put("requests", report.requests())
                .put("messages", messages)
                .put("activitiesToBots", report.activitiesToBots());
        ObjectNode operations = json.putObject("byOperation");
        new TreeMap<>(report.byOperation()).forEach(operations::put);
        ObjectNode statuses = json.putObject("byStatus");
        new TreeMap<>(report.byStatus()).forEach((status, count) -> statuses.put(Integer.toString(status), count));
        ArrayNode windows = json.putArray("windows");
        report.windows().forEach(window -> windows.add(window(window)));
        json.put("excessCount", report.excessCount());
        ArrayNode excesses = json.putArray("excesses");
        report.excesses().forEach(excess -> excesses.add(excess(excess)));
        return json;
    }

    private static ObjectNode window(Report.Window window) {
        return Json.object()
                .put("scope", window.scope().word())
                .put("counted", window.counted().word())
                .put("limit", window.limit())
                .put("window", window.window().toString())
                .put("most", window.most())
                .put("atLeast", window.atLeast())
                .put("excesses", window.excesses())
                .put("at", Objects.toString(window.at(), null))
                .put("bot", window.bot())
                .put("tenant", window.tenant())
                .put("conversation", window.conversation());
    }

    private static ObjectNode excess(Report.Excess excess) {
        return Json.object()
                .put("scope", excess.scope().word())
                .put("counted", excess.counted().word())
                .put("limit", excess.limit())
                .put("window", excess.window().toString())
                .put("seen", excess.seen())
                .put("over", excess.over())
                .put("bot", excess.bot())
                .put("tenant", excess.tenant())
                .put("conversation", excess.conversation())
                .put("at", excess.at().toString())
                .put("refused", excess.refused());
    }
}
