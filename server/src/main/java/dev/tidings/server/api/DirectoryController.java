package dev.tidings.server.api;

import dev.tidings.delivery.bot.Bot;
import dev.tidings.delivery.bot.Bots;
import dev.tidings.delivery.directory.Chat;
import dev.tidings.delivery.directory.Team;
import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.store.ApiScope;
import dev.tidings.delivery.store.DirectoryStore;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.server.access.Caller;
import dev.tidings.server.api.TenancyPages.Wanted;
import dev.tidings.server.api.Views.BotView;
import dev.tidings.server.api.Views.ChannelView;
import dev.tidings.server.api.Views.ChatView;
import dev.tidings.server.api.Views.PersonView;
import dev.tidings.server.api.Views.RosterView;
import dev.tidings.server.api.Views.TeamView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows who can be reached and where.
@RestController
@RequestMapping("/api/v1")
@Tag(
        name = "directory",
        description = "Who can be reached and where, as learnt from what arrived. Needs the scope read.")
class DirectoryController {
    private final DirectoryStore directory;
    private final Bots bots;
    private final TenancyPages pages;

    DirectoryController(DirectoryStore directory, Bots bots) {
        this.directory = directory;
        this.bots = bots;
        this.pages = new TenancyPages(directory, bots);
    }

    @GetMapping("/people")
    @Operation(summary = "List the people that the bots have met")
    Items<PersonView> people(
            @RequestParam(required = false) @Nullable String bot,
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit,
            Caller caller) {
        caller.require(ApiScope.READ);
        var wanted = new Wanted(bot, tenant, cursor, Paging.limit(limit));
        return Items.of(pages.page(caller, wanted, directory::people), PersonView::of);
    }

    @GetMapping("/teams")
    @Operation(summary = "List the teams, their channels and how far their members are known")
    Items<TeamView> teams(
            @RequestParam(required = false) @Nullable String bot,
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit,
            Caller caller) {
        caller.require(ApiScope.READ);
        var wanted = new Wanted(bot, tenant, cursor, Paging.limit(limit));
        return Items.of(pages.page(caller, wanted, directory::teams), this::withChannels);
    }

    @GetMapping("/chats")
    @Operation(summary = "List the group and meeting chats")
    Items<ChatView> chats(
            @RequestParam(required = false) @Nullable String bot,
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit,
            Caller caller) {
        caller.require(ApiScope.READ);
        var wanted = new Wanted(bot, tenant, cursor, Paging.limit(limit));
        return Items.of(pages.page(caller, wanted, directory::chats), this::withRoster);
    }

    @GetMapping("/bots")
    @Operation(summary = "List the bots")
    Items<BotView> bots(Caller caller) {
        caller.require(ApiScope.READ);
        List<BotView> shown = bots.all().stream()
                .filter(bot ->
                        caller.reach().bots() == null || caller.reach().bots().contains(bot.name()))
                .sorted(Comparator.comparing(Bot::name))
                .map(bot -> view(bot, caller))
                .toList();
        return new Items<>(shown, null);
    }

    private BotView view(Bot bot, Caller caller) {
        List<String> tenants = directory.tenancies(bot.name()).stream()
                .filter(caller.reach()::allows)
                .map(Tenancy::tenant)
                .sorted()
                .toList();
        return new BotView(bot.name(), bot.appId(), tenants);
    }

    private TeamView withChannels(Team team) {
        var page = directory.channels(team.tenancy(), team.id(), PageRequest.first(PageRequest.MAX_LIMIT));
        List<ChannelView> channels = page.items().stream()
                .map(channel -> new ChannelView(channel.id(), channel.name(), channel.deleted()))
                .toList();
        return TeamView.of(team, channels, roster(team.tenancy(), team.id()));
    }

    private ChatView withRoster(Chat chat) {
        return ChatView.of(chat, roster(chat.tenancy(), chat.id()));
    }

    private @Nullable RosterView roster(Tenancy tenancy, String place) {
        return directory.roster(tenancy, place).map(RosterView::of).orElse(null);
    }
}
