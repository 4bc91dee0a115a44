package dev.tidings.faketeams.connector;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.directory.Tenant;
import dev.tidings.faketeams.fault.Fault;
import dev.tidings.faketeams.fault.Target;
import dev.tidings.faketeams.wire.Json;
import dev.tidings.faketeams.wire.Operation;
import dev.tidings.faketeams.wire.Refusal;
import dev.tidings.faketeams.wire.Reply;
import dev.tidings.faketeams.world.Bot;
import dev.tidings.faketeams.world.Conversation;
import dev.tidings.faketeams.world.Spot;
import dev.tidings.faketeams.world.Team;
import dev.tidings.faketeams.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Sending one activity to many in the background: start, state, failed entries, cancel.
public final class Batches {
    private static final int PER_TICK = 25;
    private static final int KEPT = 100;
    private static final int FAILURES_PER_PAGE = 100;
    private static final Duration POLL_PAUSE = Duration.ofSeconds(1);

    private final World world;
    private final People people;
    private final Sending sending;
    private final Connector.Backstage backstage;
    private final Map<String, Batch> batches = new LinkedHashMap<>();

    /// Runs a step again and again, a little later each time, until it answers false.
    public interface Ticker {
        /// Takes a step soon, and the next ones until there is none.
        void repeat(Step step);
    }

    /// One step; true means there is more to do.
    public interface Step {
        /// Takes the step, and says whether there is another.
        boolean more();
    }

    Batches(World world, People people, Sending sending, Connector.Backstage backstage) {
        this.world = world;
        this.people = people;
        this.sending = sending;
        this.backstage = backstage;
    }

    Reply start(String kind, Call call) {
        ObjectNode body = call.json();
        if (!(Json.at(body, "activity") instanceof ObjectNode activity)) {
            throw Refusal.of(400, "MissingProperty", "The 'activity' property is required.");
        }
        Content.check(activity);
        Tenant tenant = tenant(call);
        List<String> entries = switch (kind) {
            case "users", "channels" -> ids(body);
            case "team" -> everyoneIn(call.bot(), team(call.bot(), body));
            default -> everyoneIn(call.bot(), tenant);
        };
        Batch batch =
                new Batch(UUID.randomUUID().toString(), call.bot(), tenant, activity, entries, kind.equals("channels"));
        keep(batch);
        backstage.ticker().repeat(() -> advance(batch));
        return Reply.created(Json.object().put("operationId", batch.id()));
    }

    Reply state(Call call) {
        Batch batch = find(call);
        Instant now = backstage.time().now();
        Optional<Duration> early = batch.poll(now, POLL_PAUSE);
        if (early.isPresent()) {
            long seconds = Math.max(1, early.get().plusMillis(999).toSeconds());
            return Reply.error(429, "Throttled", "Polled before retryAfter.")
                    .with("Retry-After", Long.toString(seconds));
        }
        ObjectNode body = Json.object().put("state", batch.state());
        ObjectNode map = body.putObject("statusMap");
        batch.counts().forEach((status, count) -> map.put(Integer.toString(status), count));
        body.put("retryAfter", batch.isDone() ? null : now.plus(POLL_PAUSE).toString());
        return Reply.ok(body.put("totalEntriesCount", batch.size()));
    }

    Reply failures(Call call) {
        Batch batch = find(call);
        String token = call.query().get("continuationToken");
        int from = token == null || !token.matches("[0-9]{1,8}") ? 0 : Integer.parseInt(token);
        List<Batch.Failure> all = batch.failures();
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("failedEntryResponses");
        int to = Math.min(all.size(), from + FAILURES_PER_PAGE);
        IntStream.range(Math.min(from, to), to)
                .mapToObj(all::get)
                .forEach(failure -> list.addObject()
                        .put("entryId", failure.entry()) // as SDKs for .NET read it
                        .put("id", failure.entry()) // as those for JavaScript do
                        .put("error", failure.error()));
        if (to < all.size()) {
            body.put("continuationToken", Integer.toString(to));
        }
        return Reply.ok(body);
    }

    Reply cancel(Call call) {
        find(call).cancel();
        return Reply.empty(200);
    }

    private boolean advance(Batch batch) {
        batch.take(PER_TICK).forEach(entry -> deliver(batch, entry));
        return !batch.isDone();
    }

    private void deliver(Batch batch, String entry) {
        try {
            Spot spot = spot(batch, entry);
            refuseIfHit(batch, spot);
            sending.post(batch.bot(), spot, batch.activity(), null);
            batch.delivered(201);
        } catch (Refusal refused) {
            JsonNode body = refused.reply().body();
            String code = Objects.requireNonNullElse(Json.text(body, "error", "code"), "MessageWritesBlocked");
            batch.failed(refused.reply().status(), entry, code);
        }
    }

    private Spot spot(Batch batch, String entry) {
        if (!batch.toChannels()) {
            return new Spot(people.open(batch.bot(), batch.tenant(), entry), null);
        }
        Spot spot = world.spot(batch.bot(), entry);
        world.mustBeIn(batch.bot(), spot.conversation());
        return spot;
    }

    private void refuseIfHit(Batch batch, Spot spot) {
        String person = spot.conversation() instanceof Conversation.Personal chat
                ? chat.person().objectId()
                : null;
        Target target = new Target(
                Operation.BATCH,
                batch.bot().appId(),
                batch.tenant().id(),
                spot.conversation().id(),
                person);
        Optional<Fault> hit = backstage.faults().hitting(target);
        if (hit.isPresent()) {
            throw new Refusal(hit.get().answer(backstage.time().now()));
        }
    }

    private void keep(Batch batch) {
        batches.put(batch.id(), batch);
        if (batches.size() > KEPT) {
            batches.remove(batches.keySet().iterator().next());
        }
    }

    private Batch find(Call call) {
        Batch found = batches.get(call.path("operation"));
        if (found == null || !found.bot().equals(call.bot())) {
            throw Refusal.of(404, "OperationNotFound", "There is no such operation.");
        }
        return found;
    }

    private Tenant tenant(Call call) {
        String asked = call.tenantAsked();
        if (asked == null) {
            throw Refusal.of(400, "MissingProperty", "The 'tenantId' property is required.");
        }
        return world.directory().tenant(asked).orElseThrow(() -> Refusal.badArgument("Bad Argument: unknown tenant"));
    }

    private static List<String> ids(ObjectNode body) {
        List<String> ids = body.path("members")
                .valueStream()
                .map(member -> Json.textOr("", member, "id"))
                .toList();
        if (ids.isEmpty()) {
            throw Refusal.of(400, "MissingProperty", "The 'members' property is required.");
        }
        return ids;
    }

    private Team team(Bot bot, ObjectNode body) {
        Team team = world.places()
                .team(Json.textOr("", body, "teamId"))
                .orElseThrow(() -> Refusal.badArgument("Bad Argument: unknown team"));
        world.mustBeIn(bot, team.general());
        return team;
    }

    private List<String> everyoneIn(Bot bot, Team team) {
        return team.roster().page(0, Integer.MAX_VALUE).stream()
                .map(at -> world.userId(bot, team.tenant().person(at)))
                .toList();
    }

    private List<String> everyoneIn(Bot bot, Tenant tenant) {
        return IntStream.range(0, tenant.size())
                .mapToObj(tenant::person)
                .filter(person -> world.installedFor(bot, person))
                .map(Person::objectId)
                .toList();
    }
}
