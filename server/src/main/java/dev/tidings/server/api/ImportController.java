package dev.tidings.server.api;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.intake.Scope;
import dev.tidings.delivery.intake.Topics;
import dev.tidings.delivery.store.ApiScope;
import dev.tidings.server.access.Caller;
import dev.tidings.server.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Takes in lists of people.
@RestController
@RequestMapping("/api/v1/people/import")
@Tag(name = "directory")
class ImportController {
    private final Topics topics;

    ImportController(Topics topics) {
        this.topics = topics;
    }

    /// What was imported.
    @Schema(name = "Imported")
    record ImportedView(
            String topic,

            @Schema(description = "How many people the file names, each once.")
            int people) {}

    @PostMapping(consumes = "text/csv")
    @Operation(
            summary = "Subscribe everybody whom a CSV file names to a topic",
            description = "The first line names the columns; one of them is id, objectId, userPrincipalName or mail."
                    + " Commas or semicolons separate. A file with a line that names nobody is refused as a whole, with"
                    + " the numbers of such lines. Who has opted out of the topic stays so. Send to them with"
                    + " {\"topic\": \"...\"}. Needs the scope broadcast.")
    ImportedView people(
            @RequestBody byte[] file,
            @Parameter(description = "The topic that makes the list an audience.", example = "canteen") @RequestParam
                    String topic,
            @RequestParam(required = false) @Nullable String bot,
            @RequestParam(required = false) @Nullable String tenant,
            Caller caller) {
        caller.require(ApiScope.BROADCAST);
        Scope scope = new Scope(bot == null ? Bots.DEFAULT : bot, tenant, caller.reach());
        return new ImportedView(topic, topics.subscribeAll(scope, topic, text(file)));
    }

    private static String text(byte[] file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException other) {
            throw ProblemException.invalid(
                    "body", "it is not UTF-8", "Save the file as \"CSV UTF-8\"; nothing was imported.");
        }
    }
}
