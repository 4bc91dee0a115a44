package dev.tidings.server.api;

import dev.tidings.delivery.intake.NotAcceptedException;
import dev.tidings.delivery.intake.PeopleTable;
import dev.tidings.server.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import org.springframework.web.multipart.MultipartFile;

/// A notification whose people, with what is said to each of them, are a file beside it.
record PeopleUpload(NotificationJson notification, PeopleTable people) {
    /// What the parts of a request are called.
    static final String NOTIFICATION = "notification";

    static final String PEOPLE = "people";

    static PeopleUpload read(NotificationJson notification, MultipartFile file) {
        if (notification.to() != null) {
            throw ProblemException.invalid("to", "the file says to whom it goes", "Leave it out.");
        }
        try (InputStream csv = file.getInputStream()) {
            return new PeopleUpload(notification, PeopleTable.read(csv));
        } catch (IOException lost) {
            throw ProblemException.invalid(PEOPLE, "it cannot be read to its end", "Send it again.");
        }
    }

    /// Does something with the notification as if it named the people itself; refusals name lines of
    /// the file.
    <T> T send(Function<NotificationJson, T> work) {
        try {
            return work.apply(notification.to(new NamedPeople(people.ids(), people.data())));
        } catch (NotAcceptedException refused) {
            throw people.inLines(refused);
        }
    }
}
