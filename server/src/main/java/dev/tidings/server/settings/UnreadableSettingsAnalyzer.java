package dev.tidings.server.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/// Says where `tidings.yaml` is no YAML, instead of a stack trace.
final class UnreadableSettingsAnalyzer extends AbstractFailureAnalyzer<MarkedYAMLException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MarkedYAMLException cause) {
        var mark = cause.getProblemMark();
        String where = mark == null ? "" : " in line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
        return new FailureAnalysis(
                "tidings.yaml cannot be read: " + cause.getProblem() + where,
                "Check indentation, colons, quotes and brackets at and just before that place.",
                cause);
    }
}
