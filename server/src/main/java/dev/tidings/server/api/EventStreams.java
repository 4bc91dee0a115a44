package dev.tidings.server.api;

import dev.tidings.server.problem.HungUpException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/// The streams of server-sent events that are open; all of them end before the web server begins to
/// stop, which would wait for them.
///
/// Each is written by the virtual thread that took the request, until the reader hangs up.
final class EventStreams implements SmartLifecycle {
    private final JsonMapper json;
    private volatile boolean running;

    EventStreams(JsonMapper json) {
        this.json = json;
    }

    /// Begins a stream as the answer.
    Stream open(HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // nginx would keep events back
        Stream stream = new Stream(response.getWriter());
        stream.comment("open");
        return stream;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// One stream. For one thread.
    final class Stream {
        private final PrintWriter out;

        private Stream(PrintWriter out) {
            this.out = out;
        }

        /// Whether the server is not stopping.
        boolean goesOn() {
            return running;
        }

        /// Writes an event.
        ///
        /// @param id from which a reader can go on, or null if there is nothing to go on from
        /// @throws IOException if the reader has hung up
        void event(@Nullable Long id, String name, Object data) throws IOException {
            if (id != null) {
                out.write("id: " + id + "\n");
            }
            out.write("event: " + name + "\ndata: " + json.writeValueAsString(data) + "\n\n");
            flush();
        }

        /// Writes something that readers pass over, which shows whether they are still there.
        void comment(String text) throws IOException {
            out.write(": " + text + "\n\n");
            flush();
        }

        /// Flushes too.
        private void flush() throws IOException {
            if (out.checkError()) {
                throw new HungUpException();
            }
        }
    }
}
