package dev.tidings.server.access;

import dev.tidings.delivery.store.ApiScope;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.StoreException;
import dev.tidings.server.problem.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;

/// Shows what health says of bots and tenants to whoever may read everything. Everybody else learns whether all is
/// well,
/// and never has to have a key for that.
final class HealthGate extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient Callers callers;

    HealthGate(Callers callers) {
        this.callers = callers;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(readsEverything(request) ? new Known(request) : request, response);
    }

    /// Whoever cannot be told while the database is away is nobody.
    private boolean readsEverything(HttpServletRequest request) {
        try {
            return callers.find(request.getHeader("Authorization"))
                    .filter(caller -> caller.scopes().contains(ApiScope.READ))
                    .filter(caller -> caller.reach().equals(Reach.EVERYTHING))
                    .isPresent();
        } catch (ProblemException | StoreException nobody) {
            return false;
        }
    }

    /// A request of somebody who is known: that is what Spring Boot asks for before it shows details.
    private static final class Known extends HttpServletRequestWrapper {
        Known(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Principal getUserPrincipal() {
            return () -> "reader";
        }
    }
}
