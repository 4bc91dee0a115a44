package dev.tidings.faketeams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.login.BotApp;
import dev.tidings.faketeams.referee.Counted;
import dev.tidings.faketeams.referee.Limits;
import dev.tidings.faketeams.referee.Report;
import dev.tidings.faketeams.referee.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private final ManualTime clock = new ManualTime();

    private FakeTeams teams(Limits limits) {
        return FakeTeams.builder().limits(limits).time(clock.time()).start();
    }

    private static String chat(FakeTeams teams, int person) {
        Person who = teams.scenery().person(person);
        teams.people().install(who);
        return teams.scenery().personalChat(who);
    }

    @Test
    void the_eighth_send_within_a_second_is_refused_and_says_when_to_come_back() {
        try (FakeTeams teams = teams(Limits.documented())) {
            Caller bot = new Caller(teams);
            String chat = chat(teams, 0);
            IntStream.range(0, 7)
                    .forEach(i -> assertThat(bot.send(chat, "x").status()).isEqualTo(201));

            Caller.Answer refused = bot.send(chat, "x");

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("Throttled");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(teams.scenery().messages(chat)).hasSize(7);
        }
    }

    @Test
    void a_tenant_takes_as_many_requests_per_second_as_it_is_told() {
        try (FakeTeams teams = teams(Limits.documented().withRequestsPerSecond(3))) {
            Caller bot = new Caller(teams);
            for (int person = 0; person < 3; person++) {
                assertThat(bot.send(chat(teams, person), "x").status()).isEqualTo(201);
            }

            assertThat(bot.send(chat(teams, 3), "x").status()).isEqualTo(429);
        }
    }

    @Test
    void a_window_is_half_open_to_the_nanosecond() {
        try (FakeTeams teams = teams(Limits.documented())) {
            Caller bot = new Caller(teams);
            String chat = chat(teams, 0);
            bot.send(chat, "first");
            clock.advance(Duration.ofMillis(500));
            IntStream.range(0, 6).forEach(i -> bot.send(chat, "x"));
            clock.advance(Duration.ofMillis(500).minusNanos(1));
            assertThat(bot.send(chat, "a nanosecond early").status()).isEqualTo(429);
            clock.advance(Duration.ofNanos(1));
            assertThat(bot.send(chat, "now the first has left").status()).isEqualTo(201);
            assertThat(teams.report().most(Scope.BOT_AND_CONVERSATION, Counted.SEND, SECOND))
                    .isEqualTo(8);
        }
    }

    @Test
    void all_windows_bind_at_once() {
        try (FakeTeams teams = teams(Limits.documented())) {
            Caller bot = new Caller(teams);
            String chat = chat(teams, 0);
            IntStream.range(0, 7).forEach(i -> bot.send(chat, "x"));
            clock.advance(SECOND);
            assertThat(bot.send(chat, "8th in two seconds").status()).isEqualTo(201);
            assertThat(bot.send(chat, "9th in two seconds").status()).isEqualTo(429);
        }
    }

    @Test
    void half_a_minute_and_an_hour_have_limits_of_their_own() {
        try (FakeTeams teams = teams(Limits.documented())) {
            Caller bot = new Caller(teams);
            String chat = chat(teams, 0);
            for (int i = 0; i < 60; i++) {
                assertThat(bot.send(chat, "x").status()).isEqualTo(201);
                clock.advance(Duration.ofMillis(300));
            }
            assertThat(bot.send(chat, "61st in 18 s").status()).isEqualTo(429);
            clock.advance(Duration.ofSeconds(30));
            for (int i = 60; i < 1800; i++) {
                clock.advance(Duration.ofMillis(1900));
                assertThat(bot.send(chat, "x").status()).isEqualTo(201);
            }
            clock.advance(Duration.ofSeconds(30));
            Caller.Answer hour = bot.send(chat, "1801st in an hour");
            assertThat(hour.status()).isEqualTo(429);
            assertThat(Integer.parseInt(hour.header("Retry-After"))).isGreaterThan(200);
        }
    }

    @Test
    void fifty_a_second_over_everything_in_one_tenant() {
        try (FakeTeams teams = FakeTeams.builder()
                .time(clock.time())
                .shape(s -> s.withTenants(2))
                .start()) {
            Caller bot = new Caller(teams);
            teams.people()
                    .installIn(
                            teams.scenery().person(0),
                            teams.scenery().teams().get(0).id());
            String team = Caller.segment(teams.scenery().teams().get(0).id());
            for (int i = 0; i < 50; i++) {
                assertThat(bot.get("v3/teams/" + team).status()).isEqualTo(200);
            }
            assertThat(bot.get("v3/teams/" + team).status()).isEqualTo(429);
            String elsewhere = teams.scenery().tenant(1);
            assertThat(bot.create(teams.scenery().person(1, 0).objectId(), elsewhere)
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void all_bots_together_have_a_limit_in_one_channel() {
        FakeTeamsBuilder builder = FakeTeams.builder().time(clock.time());
        List<String> bots = List.of("one", "two", "three");
        bots.forEach(id -> builder.bot(BotApp.of(id).withSecret(id)));
        try (FakeTeams teams = builder.start()) {
            String channel = teams.scenery().teams().get(0).id();
            List<Integer> statuses = new ArrayList<>();
            for (String id : bots) {
                teams.people().towards(id).installIn(teams.scenery().person(0), channel);
                Caller bot = new Caller(teams).with(new Caller(teams).token(id, id));
                IntStream.range(0, 5)
                        .forEach(i -> statuses.add(bot.send(channel, "x").status()));
            }
            assertThat(statuses).filteredOn(status -> status == 201).hasSize(14);
            assertThat(statuses.get(14)).isEqualTo(429);
        }
    }

    @Test
    void whole_rosters_are_read_five_times_a_minute() {
        try (FakeTeams teams = teams(Limits.documented())) {
            Caller bot = new Caller(teams);
            String path = "v3/conversations/" + Caller.segment(chat(teams, 0)) + "/members";
            for (int i = 0; i < 5; i++) {
                assertThat(bot.get(path).status()).isEqualTo(200);
                clock.advance(Duration.ofSeconds(10));
            }
            assertThat(bot.get(path).header("Retry-After")).isEqualTo("10");
            clock.advance(Duration.ofSeconds(10));
            assertThat(bot.get(path).status()).isEqualTo(200);
        }
    }

    @Test
    void a_guard_over_creations_is_there_when_asked_for() {
        try (FakeTeams teams = teams(Limits.documented().withCreateGuard(7))) {
            Caller bot = new Caller(teams);
            for (int i = 0; i < 7; i++) {
                Person person = teams.scenery().person(i);
                teams.people().install(person);
                assertThat(bot.create(person.objectId()).status()).isEqualTo(201);
            }
            assertThat(bot.create(teams.scenery().person(8).objectId()).status())
                    .isEqualTo(429);
        }
    }

    @Test
    void the_referee_counts_also_when_nothing_is_refused() {
        try (FakeTeams teams = teams(Limits.documented().onlyCounted())) {
            Caller bot = new Caller(teams);
            String chat = chat(teams, 0);
            IntStream.range(0, 10)
                    .forEach(i -> assertThat(bot.send(chat, "x").status()).isEqualTo(201));

            Report report = teams.report();

            assertThat(report.most(Scope.BOT_AND_CONVERSATION, Counted.SEND, SECOND))
                    .isEqualTo(10);
            assertThat(report.most(Scope.BOT_AND_TENANT, Counted.EVERYTHING, SECOND))
                    .isEqualTo(10);
            assertThat(report.excessCount()).isEqualTo(3 + 2 + 0);
            Report.Excess last = report.excesses().get(report.excesses().size() - 1);
            assertThat(last.conversation()).isEqualTo(chat);
            assertThat(last.bot()).isEqualTo(teams.bot().appId());
            assertThat(last.refused()).isFalse();
            assertThat(report.byOperation()).containsEntry("send", 10L);
            assertThat(report.byStatus()).containsEntry(201, 10L);
        }
    }

    @Test
    void an_excess_says_by_how_much_also_when_it_was_refused() {
        try (FakeTeams teams = teams(Limits.documented())) {
            Caller bot = new Caller(teams);
            String chat = chat(teams, 0);
            IntStream.range(0, 9).forEach(i -> bot.send(chat, "x"));

            Report report = teams.report();

            assertThat(report.excesses())
                    .filteredOn(e -> e.window().equals(SECOND) && e.scope() == Scope.BOT_AND_CONVERSATION)
                    .extracting(Report.Excess::over)
                    .containsExactly(1, 2);
            assertThat(report.excesses()).allMatch(Report.Excess::refused);
        }
    }

    @Test
    void who_keeps_knocking_is_let_in_again_since_refused_calls_take_no_room() {
        try (FakeTeams teams = teams(Limits.documented())) {
            Caller bot = new Caller(teams);
            String chat = chat(teams, 0);
            IntStream.range(0, 7).forEach(i -> bot.send(chat, "x"));
            for (int i = 0; i < 9; i++) {
                clock.advance(Duration.ofMillis(100));
                assertThat(bot.send(chat, "knock").status()).isEqualTo(429);
            }
            clock.advance(Duration.ofMillis(100));
            assertThat(bot.send(chat, "at last").status()).isEqualTo(201);
        }
    }

    @Test
    void limits_are_switched_on_and_off_while_it_runs() {
        try (FakeTeams teams = teams(Limits.documented())) {
            Caller bot = new Caller(teams);
            String chat = chat(teams, 0);
            IntStream.range(0, 7).forEach(i -> bot.send(chat, "x"));
            assertThat(bot.put("/_fake/settings", "{\"limits\":\"off\"}")
                            .json()
                            .path("limits")
                            .stringValue())
                    .isEqualTo("off");
            assertThat(bot.send(chat, "x").status()).isEqualTo(201);
        }
    }
}
