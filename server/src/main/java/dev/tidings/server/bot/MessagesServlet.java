package dev.tidings.server.bot;

import dev.tidings.delivery.store.StoreUnavailableException;
import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.problem.ProblemType;
import dev.tidings.server.problem.ProblemWriter;
import dev.tidings.server.problem.Problems;
import dev.tidings.teams.InvokeAnswer;
import dev.tidings.teams.activity.Activity;
import dev.tidings.teams.activity.MalformedActivityException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// `POST /api/messages`: takes an activity in, and answers with success only when it is durable.
///
/// A plain servlet, since a framework's routing and conversion would cost more than the work itself.
/// Thread-safe.
final class MessagesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(MessagesServlet.class);

    private final transient Doorkeeper doorkeeper;
    private final transient Intake intake;
    private final transient Answers answers;
    private final transient Semaphore places;
    private final int largestBody;

    /// @param atOnce how many activities are worked on at the same time; more are answered 503
    MessagesServlet(Doorkeeper doorkeeper, Intake intake, Answers answers, int largestBody, int atOnce) {
        this.doorkeeper = doorkeeper;
        this.intake = intake;
        this.answers = answers;
        this.largestBody = largestBody;
        this.places = new Semaphore(atOnce);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            ProblemWriter.write(response, wrongMethod().problem());
            return;
        }
        try {
            take(request, response);
        } catch (MalformedActivityException malformed) {
            ProblemWriter.write(response, malformed(malformed).problem());
        } catch (ProblemException problem) {
            ProblemWriter.write(response, problem.problem());
        } catch (StoreUnavailableException away) {
            log.warn("An activity was turned away, since the database is not available: {}", away.getMessage());
            ProblemWriter.write(response, Problems.storeUnavailable().problem());
        } catch (RuntimeException unexpected) {
            ProblemWriter.write(response, Problems.of(unexpected, request).problem());
        }
    }

    private void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String body = ActivityBody.read(request, largestBody);
        if (!places.tryAcquire()) {
            throw overloaded();
        }
        try {
            Activity activity = Activity.read(body);
            String bot = doorkeeper.admit(request.getHeader("Authorization"), activity);
            intake.record(bot, activity, body);
            answer(bot, activity, response);
        } finally {
            places.release();
        }
    }

    private void answer(String bot, Activity activity, HttpServletResponse response) throws IOException {
        if (!(activity instanceof Activity.Invoke invoke)) {
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
            response.setContentLength(0);
            return;
        }
        InvokeAnswer answer = answers.to(bot, invoke).orElseGet(() -> Unanswered.notImplemented(invoke));
        JsonNode json = answer.body();
        byte[] body = json == null ? new byte[0] : json.toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(answer.status());
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static ProblemException malformed(MalformedActivityException malformed) {
        return ProblemException.of(
                ProblemType.INVALID_REQUEST,
                String.valueOf(malformed.getMessage()),
                "Send one activity as a JSON object.");
    }

    private static ProblemException wrongMethod() {
        return ProblemException.of(ProblemType.METHOD_NOT_ALLOWED, "this is where Teams posts activities", "Use POST.");
    }

    private static ProblemException overloaded() {
        return ProblemException.of(
                ProblemType.OVERLOADED, "too many activities are being taken in at once", "Try again shortly.");
    }
}
