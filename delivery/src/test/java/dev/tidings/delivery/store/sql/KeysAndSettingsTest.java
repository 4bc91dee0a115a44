package dev.tidings.delivery.store.sql;

import static dev.tidings.delivery.notification.SomeNotifications.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.delivery.store.ApiKey;
import dev.tidings.delivery.store.ApiScope;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.delivery.store.StoreException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeysAndSettingsTest extends OnEveryDatabase {
    KeysAndSettingsTest(TestDatabase kind) {
        super(kind);
    }

    @Test
    void an_api_key_is_found_by_the_hash_of_its_secret_after_a_restart() {
        ApiKey key = new ApiKey(
                "k1",
                "alerts",
                Set.of(ApiScope.SEND, ApiScope.READ),
                new Reach(Set.of("default"), Set.of()),
                NOON,
                NOON.plusSeconds(60),
                null);
        stores.apiKeys().add(key, "hash-1");

        reopen();

        assertThat(stores.apiKeys().findByHash("hash-1")).contains(key);
        assertThat(stores.apiKeys().findByHash("hash-2")).isEmpty();
    }

    @Test
    void a_key_for_every_tenant_is_not_a_key_for_none() {
        stores.apiKeys().add(aKey("k1", Reach.EVERYTHING), "hash-1");
        stores.apiKeys().add(aKey("k2", new Reach(null, Set.of())), "hash-2");

        assertThat(stores.apiKeys().findByHash("hash-1").orElseThrow().reach()).isEqualTo(Reach.EVERYTHING);
        assertThat(stores.apiKeys().findByHash("hash-2").orElseThrow().reach().tenants())
                .isEmpty();
    }

    @Test
    void a_key_stays_revoked_since_it_was_revoked_first() {
        stores.apiKeys().add(aKey("k1", Reach.EVERYTHING), "hash-1");

        assertThat(stores.apiKeys().revoke("k1", NOON)).isTrue();
        assertThat(stores.apiKeys().revoke("k1", NOON.plusSeconds(9))).isTrue();
        assertThat(stores.apiKeys().revoke("k2", NOON)).isFalse();

        ApiKey revoked = stores.apiKeys().findByHash("hash-1").orElseThrow();
        assertThat(revoked.revokedAt()).isEqualTo(NOON);
        assertThat(revoked.usable(NOON)).isFalse();
    }

    @Test
    void two_keys_cannot_share_a_secret() {
        stores.apiKeys().add(aKey("k1", Reach.EVERYTHING), "hash-1");

        assertThatThrownBy(() -> stores.apiKeys().add(aKey("k2", Reach.EVERYTHING), "hash-1"))
                .isInstanceOf(StoreException.class)
                .hasMessageNotContaining("hash-1");
    }

    @Test
    void keys_are_listed_page_by_page() {
        for (String id : new String[] {"k1", "k2", "k3"}) {
            stores.apiKeys().add(aKey(id, Reach.EVERYTHING), "hash-" + id);
        }

        Page<ApiKey> first = stores.apiKeys().list(PageRequest.first(2));
        Page<ApiKey> second = stores.apiKeys().list(PageRequest.of(first.next(), 2));

        assertThat(first.items()).extracting(ApiKey::id).containsExactly("k1", "k2");
        assertThat(second.items()).extracting(ApiKey::id).containsExactly("k3");
        assertThat(second.next()).isNull();
    }

    @Test
    void a_setting_that_is_kept_first_stays_until_it_is_replaced() {
        assertThat(stores.settings().keepFirst("placeholder-app-id", "one")).isEqualTo("one");
        assertThat(stores.settings().keepFirst("placeholder-app-id", "two")).isEqualTo("one");
        stores.settings().put("placeholder-app-id", "three");
        reopen();
        assertThat(stores.settings().find("placeholder-app-id")).contains("three");
        assertThat(stores.settings().find("other")).isEmpty();
    }

    private static ApiKey aKey(String id, Reach reach) {
        return new ApiKey(id, id, Set.of(ApiScope.ADMIN), reach, NOON, null, null);
    }
}
