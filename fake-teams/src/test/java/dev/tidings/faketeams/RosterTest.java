package dev.tidings.faketeams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.faketeams.directory.Person;
import dev.tidings.faketeams.wire.Json;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class RosterTest {
    private static String path(FakeTeams teams) {
        String team = teams.scenery().teams().get(0).id();
        teams.people().installIn(teams.scenery().person(0), team);
        return "v3/conversations/" + Caller.segment(team);
    }

    @Test
    void a_hundred_thousand_people_are_read_page_by_page() {
        try (FakeTeams teams =
                FakeTeams.builder().shape(s -> s.withPeople(100_000)).start()) {
            teams.enforceLimits(false);
            String path = path(teams) + "/pagedmembers?pageSize=9999";
            Set<String> seen = new HashSet<>();
            String token = "";
            int pages = 0;
            do {
                ObjectNode page = new Caller(teams)
                        .get(path + "&continuationToken=" + token)
                        .json();
                page.path("members").forEach(member -> seen.add(Json.textOr("", member, "id")));
                token = Json.textOr("", page, "continuationToken");
                pages++;
            } while (!token.isEmpty());
            assertThat(pages).isEqualTo(200);
            assertThat(seen).hasSize(100_000);
        }
    }

    @Test
    void pages_hold_fifty_to_five_hundred() {
        try (FakeTeams teams = FakeTeams.builder().shape(s -> s.withPeople(600)).start()) {
            Caller bot = new Caller(teams);
            String path = path(teams) + "/pagedmembers";
            assertThat(bot.get(path + "?pageSize=1").json().path("members")).hasSize(50);
            assertThat(bot.get(path + "?pageSize=77").json().path("members")).hasSize(77);
            assertThat(bot.get(path).json().path("members")).hasSize(500);
            assertThat(bot.get(path + "?continuationToken=garbage!").status()).isEqualTo(400);
        }
    }

    @Test
    void one_member_is_found_by_each_form_of_id() {
        try (FakeTeams teams = FakeTeams.builder().start()) {
            Person ann = teams.scenery().person(4);
            String path = path(teams) + "/members/";
            for (String id : Set.of(
                    ann.objectId(), ann.userPrincipalName(), teams.scenery().userId(ann))) {
                ObjectNode member =
                        new Caller(teams).get(path + Caller.segment(id)).json();
                assertThat(member.path("objectId").stringValue()).isEqualTo(ann.objectId());
                assertThat(member.path("id").stringValue())
                        .isEqualTo(teams.scenery().userId(ann));
            }
            assertThat(new Caller(teams).get(path + "nobody").status()).isEqualTo(404);
            assertThat(new Caller(teams).get(path + "29:nobody").status()).isEqualTo(400);
        }
    }

    @Test
    void the_same_seed_gives_the_same_people_and_another_seed_others() {
        try (FakeTeams one = FakeTeams.builder().seed(5).start();
                FakeTeams same = FakeTeams.builder().seed(5).start();
                FakeTeams other = FakeTeams.builder().seed(6).start()) {
            assertThat(one.scenery().person(7)).isEqualTo(same.scenery().person(7));
            assertThat(one.scenery().teams()).isEqualTo(same.scenery().teams());
            assertThat(one.scenery().person(7).objectId())
                    .isNotEqualTo(other.scenery().person(7).objectId())
                    .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        }
    }
}
