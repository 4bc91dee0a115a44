package dev.tidings.server.api;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.store.ApiKey;
import dev.tidings.delivery.store.ApiKeyStore;
import dev.tidings.delivery.store.ApiScope;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.server.access.Caller;
import dev.tidings.server.access.KeySecret;
import dev.tidings.server.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Makes, lists and revokes API keys.
@RestController
@RequestMapping("/api/v1/keys")
@Tag(name = "keys", description = "API keys: who may call, for which bots and tenants.")
class KeysController {
    private final ApiKeyStore keys;
    private final Set<String> bots;
    private final InstantSource clock;

    KeysController(ApiKeyStore keys, Bots bots, InstantSource clock) {
        this.keys = keys;
        this.bots = bots.names();
        this.clock = clock;
    }

    @PostMapping
    @Operation(summary = "Make a key", description = "The answer holds the secret, this once. Needs the scope admin.")
    ResponseEntity<KeyView> create(@RequestBody KeyRequest request, Caller caller) {
        caller.require(ApiScope.ADMIN);
        ApiKey key = new KeyReader(caller, bots, clock.instant()).read(request);
        String secret = KeySecret.make();
        keys.add(key, KeySecret.hash(secret));
        return ResponseEntity.created(URI.create("/api/v1/keys/" + key.id())).body(KeyView.of(key, secret));
    }

    @GetMapping
    @Operation(summary = "List the keys", description = "Without their secrets. Needs the scope admin.")
    Items<KeyView> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit,
            Caller caller) {
        caller.require(ApiScope.ADMIN);
        Page<ApiKey> page = keys.list(Paging.of(cursor, limit));
        List<ApiKey> visible =
                page.items().stream().filter(key -> visible(key, caller)).toList();
        return Items.of(new Page<>(visible, page.next()), key -> KeyView.of(key, null));
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Revoke a key", description = "At once and for good. Needs the scope admin.")
    ResponseEntity<Void> revoke(@PathVariable String id, Caller caller) {
        caller.require(ApiScope.ADMIN);
        if (!exists(id, caller) || !keys.revoke(id, clock.instant())) {
            throw ProblemException.notFound("key with this id");
        }
        return ResponseEntity.noContent().build();
    }

    private boolean exists(String id, Caller caller) {
        if (caller.reach().equals(Reach.EVERYTHING)) {
            return true;
        }
        Page<ApiKey> page = keys.list(PageRequest.first(PageRequest.MAX_LIMIT));
        while (true) {
            if (page.items().stream().anyMatch(key -> key.id().equals(id) && visible(key, caller))) {
                return true;
            }
            if (page.next() == null) {
                return false;
            }
            page = keys.list(PageRequest.of(page.next(), PageRequest.MAX_LIMIT));
        }
    }

    private static boolean visible(ApiKey key, Caller caller) {
        return within(key.reach().bots(), caller.reach().bots())
                && within(key.reach().tenants(), caller.reach().tenants());
    }

    private static boolean within(@Nullable Set<String> part, @Nullable Set<String> whole) {
        return whole == null || (part != null && whole.containsAll(part));
    }
}
