package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.aNotification;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.store.StoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class SecrecyTest extends OnEveryDatabase {

    SecrecyTest(TestDatabase kind) {
        super(kind);
    }

    @Test
    void a_refused_statement_is_logged_without_the_message_text_it_was_to_store() {
        Notification notification = aNotification();
        stores.notifications().accept(notification, new FactChanges(), null);

        Throwable failure = catchThrowable(() -> stores.notifications().accept(notification, new FactChanges(), null));

        assertThat(failure).isInstanceOf(StoreException.class);
        assertThat(logged(failure)).doesNotContain("secret words").doesNotContain("29:ann");
        assertThat(notification.toString()).doesNotContain("secret words");
    }

    private static String logged(Throwable failure) {
        StringWriter log = new StringWriter();
        failure.printStackTrace(new PrintWriter(log, true));
        return log.toString();
    }
}
