package dev.tidings.server.access;

import dev.tidings.server.problem.BodyTooLargeException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Collection;

/// A request whose body ends with an exception when it goes on after a limit, whatever length it
/// announced; a large one waits for its turn.
final class LimitedRequest extends HttpServletRequestWrapper {
    private final BodyLimits limits;
    private final int limit;
    private boolean large;

    LimitedRequest(HttpServletRequest request, BodyLimits limits) {
        super(request);
        this.limits = limits;
        this.limit = limits.of(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Limited(super.getInputStream());
    }

    /// Its length was looked at before; the server reads it, and refuses what goes on after that.
    @Override
    public Collection<Part> getParts() throws IOException, ServletException {
        long length = getContentLengthLong();
        read(length < 0 ? limit : length);
        return super.getParts();
    }

    /// The request has been worked on.
    void done() {
        if (large) {
            large = false;
            limits.large().release();
        }
    }

    private void read(long soFar) throws IOException {
        if (soFar > limit) {
            throw new BodyTooLargeException(limits.refusal(this));
        }
        if (soFar > limits.usual() && !large) {
            try {
                limits.large().acquire();
                large = true;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("stopped while it waited for other large bodies");
            }
        }
    }

    private final class Limited extends ServletInputStream {
        private final ServletInputStream body;
        private long seen;

        Limited(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int next = body.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = body.read(into, offset, length);
            count(read);
            return read;
        }

        private void count(int read) throws IOException {
            seen += Math.max(read, 0);
            LimitedRequest.this.read(seen);
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
