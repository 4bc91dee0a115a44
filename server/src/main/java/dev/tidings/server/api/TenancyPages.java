package dev.tidings.server.api;

import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.store.Page;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.server.access.Caller;
import dev.tidings.server.problem.ProblemException;
import dev.tidings.server.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// One list over several tenancies: the tenancies in order, and within each the store's own order.
record TenancyPages(DirectoryStore directory, Bots bots) {
    private static final char SEPARATOR = '\n';

    /// Which part of the list is wanted, and of which bots and tenants.
    record Wanted(
            @Nullable String bot,
            @Nullable String tenant,
            @Nullable String cursor,
            int limit) {}

    /// The wanted part of what the caller may see.
    <T> Page<T> page(Caller caller, Wanted wanted, BiFunction<Tenancy, PageRequest, Page<T>> source) {
        Position position = Position.of(wanted.cursor());
        List<T> items = new ArrayList<>();
        for (Tenancy tenancy : tenancies(caller, wanted)) {
            if (key(tenancy).compareTo(position.tenancy()) < 0) {
                continue;
            }
            String inner = key(tenancy).equals(position.tenancy()) ? position.cursor() : null;
            int missing = wanted.limit() - items.size();
            if (missing == 0) {
                return new Page<>(items, new Position(key(tenancy), null).text());
            }
            Page<T> page = source.apply(tenancy, PageRequest.of(inner, missing));
            items.addAll(page.items());
            if (page.next() != null) {
                return new Page<>(items, new Position(key(tenancy), page.next()).text());
            }
        }
        return new Page<>(items, null);
    }

    private List<Tenancy> tenancies(Caller caller, Wanted wanted) {
        return bots.names().stream()
                .filter(bot -> wanted.bot() == null || wanted.bot().equals(bot))
                .flatMap(bot -> directory.tenancies(bot).stream())
                .filter(tenancy -> wanted.tenant() == null || wanted.tenant().equals(tenancy.tenant()))
                .filter(caller.reach()::allows)
                .sorted(Comparator.comparing(TenancyPages::key))
                .toList();
    }

    private static String key(Tenancy tenancy) {
        return tenancy.bot() + SEPARATOR + tenancy.tenant();
    }

    private record Position(String tenancy, @Nullable String cursor) {
        private static final char END = '\r';

        static Position of(@Nullable String text) {
            if (text == null) {
                return new Position("", null);
            }
            String plain = plain(text);
            int end = plain.indexOf(END);
            if (end < 0) {
                throw garbage();
            }
            String inner = plain.substring(end + 1);
            return new Position(plain.substring(0, end), inner.isEmpty() ? null : inner);
        }

        private static String plain(String text) {
            try {
                return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException garbage) {
                throw garbage();
            }
        }

        private static ProblemException garbage() {
            return ProblemException.at(
                    "cursor",
                    ProblemType.INVALID_PARAMETER,
                    "this cursor was not handed out by this list",
                    "Use the 'next' of the page before, as it was, or leave it out to start from the beginning.");
        }

        String text() {
            String plain = tenancy + END + (cursor == null ? "" : cursor);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        }
    }
}
