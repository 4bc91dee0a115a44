package dev.tidings.server.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;

/// Writes a problem document into a response, outside of controllers.
public final class ProblemWriter {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String RETRY_SOON = "5";

    private ProblemWriter() {}

    /// Answers with the problem; a response that is under way already is left alone.
    public static void write(HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        byte[] body = JSON.writeValueAsBytes(problem);
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"tidings\"");
        }
        if (problem.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", RETRY_SOON);
        }
        response.getOutputStream().write(body);
    }
}
