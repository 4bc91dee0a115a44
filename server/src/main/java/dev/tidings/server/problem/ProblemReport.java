package dev.tidings.server.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers with a problem document where the web server itself refuses a request, before anything of ours sees it.
public final class ProblemReport extends ErrorReportValve {
    private static final Logger log = LoggerFactory.getLogger(ProblemReport.class);

    @Override
    protected void report(Request request, Response response, Throwable trouble) {
        int status = response.getStatus();
        if (status < HttpServletResponse.SC_BAD_REQUEST
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        try {
            ProblemWriter.write(response, problem(status));
        } catch (IOException hungUp) {
            log.debug("The caller hung up: {}", hungUp.getMessage());
        }
    }

    private static Problem problem(int status) {
        ProblemType type = status == ProblemType.METHOD_NOT_ALLOWED.status()
                ? ProblemType.METHOD_NOT_ALLOWED
                : status == ProblemType.NOT_FOUND.status()
                        ? ProblemType.NOT_FOUND
                        : status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR
                                ? ProblemType.INVALID_REQUEST
                                : ProblemType.INTERNAL_ERROR;
        return new Problem(
                type.uri(),
                type.title(),
                status,
                "the request does not follow HTTP, or uses a part of it that is not used here",
                null,
                "The addresses are listed at /openapi.json; in a path, everything but letters and digits is"
                        + " percent-encoded, and a slash cannot be.");
    }
}
