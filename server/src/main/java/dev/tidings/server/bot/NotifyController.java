package dev.tidings.server.bot;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.directory.StoredConversation;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.intake.Notifications;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.settings.Settings;
import dev.tidings.teams.activity.Message;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `POST /api/notify`: the notify controller of Microsoft's samples, which tells every stored conversation something.
///
/// Dev mode only: it has no recipient, no idempotency and no fences.
@RestController
@Tag(name = "dev mode")
class NotifyController {
    private final Settings settings;
    private final DirectoryStore directory;
    private final Notifications notifications;

    NotifyController(Settings settings, DirectoryStore directory, Notifications notifications) {
        this.settings = settings;
        this.directory = directory;
        this.notifications = notifications;
    }

    /// What to say.
    @Schema(name = "NotifyRequest")
    record Said(
            @Schema(example = "The build is green.") @Nullable
            String text) {
        /// Leaves the text out.
        @Override
        public String toString() {
            return "Said[...]";
        }
    }

    /// The notifications that were accepted, one per conversation.
    @Schema(name = "NotifyAnswer")
    record Told(List<String> notifications) {}

    @PostMapping("/api/notify")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Tell every stored conversation something",
            description = "As the notify controller of Microsoft's samples does. In dev mode only; else 404.")
    Told notifyAll(@RequestBody Said said) {
        if (!settings.devMode()) {
            throw ProblemException.notFound("such address outside dev mode");
        }
        String text = said.text();
        if (text == null || text.isBlank()) {
            throw ProblemException.invalid("text", "it is missing", "Say what to send: {\"text\": \"...\"}.");
        }
        Message message = Message.text(text);
        List<String> accepted = new ArrayList<>();
        Page<StoredConversation> page = page(null);
        while (true) {
            page.items().forEach(conversation -> accepted.add(tell(conversation, message)));
            if (page.next() == null) {
                return new Told(accepted);
            }
            page = page(page.next());
        }
    }

    private Page<StoredConversation> page(@Nullable String cursor) {
        return directory.everyStoredConversation(Bots.DEFAULT, PageRequest.of(cursor, PageRequest.MAX_LIMIT));
    }

    private String tell(StoredConversation conversation, Message message) {
        var request = NotificationRequest.of(new Target.Conversation(conversation.id()), message)
                .from(Bots.DEFAULT, conversation.tenancy().tenant());
        return notifications
                .accept(request, Reach.EVERYTHING, null)
                .notification()
                .id()
                .value();
    }
}
