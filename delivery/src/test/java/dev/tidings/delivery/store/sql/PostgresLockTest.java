package dev.tidings.delivery.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.delivery.store.SessionLock;
import dev.tidings.delivery.store.StoreUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One holds the lock at a time, for as long as it shows that it lives.
@Timeout(60)
final class PostgresLockTest {
    private static final Duration SHORT = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private DatabaseUrl url;
    private SessionLock one;
    private SessionLock other;

    @BeforeEach
    void open() {
        url = TestDatabase.POSTGRES.fresh(folder);
        one = Connections.to(url, SHORT).lock().orElseThrow();
        other = Connections.to(url, SHORT).lock().orElseThrow();
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
        TestDatabase.POSTGRES.drop(url);
    }

    @Test
    void one_holds_it_until_it_gives_it_back() {
        assertThat(one.hold()).isTrue();
        assertThat(other.hold()).isFalse();
        assertThat(one.hold()).isTrue();
        assertThat(other.hold()).isFalse();
        one.close();
        untilHeld(other);
        assertThat(one.hold()).isFalse();
    }

    @Test
    void whoever_loses_the_session_is_told_so_before_it_can_get_the_lock_again() {
        assertThat(one.hold()).isTrue();
        int ended = Jdbi.create(Connections.to(url, SHORT).plain())
                .withHandle(handle -> handle.createQuery("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                                + " WHERE application_name = 'tidings-lease' AND datname = current_database()")
                        .mapTo(Integer.class)
                        .one());
        assertThat(ended).isEqualTo(1);
        assertThatThrownBy(one::hold).isInstanceOf(StoreUnavailableException.class);
        untilHeld(other);
        assertThat(one.hold()).isFalse();
    }

    @Test
    void whoever_shows_no_sign_of_life_loses_it_though_its_connection_stands() {
        assertThat(one.hold()).isTrue();
        untilHeld(other);
        assertThatThrownBy(one::hold).isInstanceOf(StoreUnavailableException.class);
    }

    /// The server has to notice first.
    private static void untilHeld(SessionLock lock) {
        while (!lock.hold()) {
            LockSupport.parkNanos(20_000_000);
        }
    }
}
