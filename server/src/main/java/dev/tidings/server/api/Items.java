package dev.tidings.server.api;

import dev.tidings.delivery.store.Page;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A part of a list as the API shows it.
record Items<T>(
        List<T> items,

        @Schema(description = "The cursor of the next part; absent if this is the last.") @Nullable
        String next) {

    static <S, T> Items<T> of(Page<S> page, Function<S, T> shown) {
        return new Items<>(page.items().stream().map(shown).toList(), page.next());
    }
}
