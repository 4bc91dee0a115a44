package dev.tidings.server.api;

import dev.tidings.delivery.reply.TicketRequest;
import dev.tidings.delivery.reply.Tickets;
import dev.tidings.delivery.store.ApiScope;
import dev.tidings.delivery.store.TicketStore.Verdict;
import dev.tidings.server.access.Caller;
import dev.tidings.server.access.KeySecret;
import dev.tidings.server.api.ReplyJson.TicketView;
import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.problem.ProblemType;
import dev.tidings.teams.activity.Message;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Answers that take a while: opens tickets for them and takes the answers.
@RestController
@RequestMapping("/api/v1/replies")
@Tag(name = "replies", description = "Answer later what somebody wrote to the bot.")
class RepliesController {
    private final Tickets tickets;
    private final JsonMapper json;

    RepliesController(Tickets tickets, JsonMapper json) {
        this.tickets = tickets;
        this.json = json;
    }

    @PostMapping
    @Operation(
            summary = "Answer a message later",
            description = "The person is told that it takes a moment, and the conversation goes on. A message has one"
                    + " ticket: asking again answers 200 with the same, and tells nobody anything. Needs the scope"
                    + " send.")
    ResponseEntity<TicketView> open(@RequestBody ReplyJson.Wish body, Caller caller) {
        caller.require(ApiScope.SEND);
        TicketRequest request = ReplyReader.read(body);
        Tickets.Opened opened = tickets.open(request, caller.reach());
        TicketView view = TicketView.of(opened.ticket());
        return ResponseEntity.status(opened.repeated() ? HttpStatus.OK : HttpStatus.CREATED)
                .location(URI.create(view.links().self()))
                .body(view);
    }

    @PutMapping("/{ticket}")
    @Operation(
            summary = "Give the answer",
            description = "From any process, after any restart. It is durable when this answers 202, and goes into the"
                    + " thread or chat of the message. The same answer again changes nothing, another one is refused"
                    + " with 409. Needs the scope send.")
    ResponseEntity<TicketView> answer(
            @PathVariable String ticket, @RequestBody ReplyJson.AnswerJson body, Caller caller) {
        caller.require(ApiScope.SEND);
        Message message = MessageReader.message(body.message());
        String hash = KeySecret.hash(out -> json.writeValue(out, body));
        Tickets.Answered answered =
                tickets.answer(ticket, message, hash, caller.reach()).orElseThrow(RepliesController::unknown);
        if (answered.verdict() == Verdict.OTHER) {
            throw ProblemException.of(
                    ProblemType.ALREADY_ANSWERED,
                    "another answer was given before",
                    "GET /api/v1/replies/{ticket} links to it; PUT /api/v1/notifications/{id}/message corrects it.");
        }
        return ResponseEntity.accepted().body(TicketView.of(answered.ticket()));
    }

    @GetMapping("/{ticket}")
    @Operation(
            summary = "See how a ticket stands",
            description =
                    "Its links lead to what became of what the bot said. Needs the scope read, send or broadcast.")
    TicketView ticket(@PathVariable String ticket, Caller caller) {
        Rights.requireReading(caller);
        return tickets.find(ticket, caller.reach()).map(TicketView::of).orElseThrow(RepliesController::unknown);
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("ticket with this id");
    }
}
