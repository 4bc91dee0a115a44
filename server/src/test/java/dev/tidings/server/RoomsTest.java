package dev.tidings.server;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each room of the house may touch: the rows of the table in ARCHITECTURE.md.
class RoomsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tidings");

    private static final String[] SQL = {
        "java.sql..",
        "javax.sql..",
        "org.jdbi..",
        "com.zaxxer..",
        "org.flywaydb..",
        "org.sqlite..",
        "org.postgresql..",
        "dev.tidings.delivery.store.sql.."
    };

    private static final String[] HTTP_AND_THREADS = {
        "dev.tidings.teams.http..",
        "dev.tidings.teams.connector..",
        "dev.tidings.delivery.transport..",
        "dev.tidings.delivery.host..",
        "dev.tidings.delivery.send..",
        "java.net.http..",
        "io.vertx..",
        "java.util.concurrent.."
    };

    static Stream<ArchRule> rooms() {
        return Stream.of(
                room(
                        "dev.tidings.teams.activity..",
                        "dev.tidings.teams.http..",
                        "dev.tidings.teams.auth..",
                        "java.net.http.."),
                room("dev.tidings.teams.connector..", "dev.tidings.delivery..", "dev.tidings.teams.graph.."),
                room("dev.tidings.teams.graph..", "dev.tidings.delivery..", "dev.tidings.teams.connector.."),
                room(
                        "dev.tidings.teams.notice..",
                        "dev.tidings.teams.http..",
                        "dev.tidings.teams.auth..",
                        "dev.tidings.teams.connector..",
                        "java.net.http.."),
                room(
                        "dev.tidings.teams.template..",
                        "dev.tidings.teams.activity..",
                        "dev.tidings.teams.notice..",
                        "dev.tidings.teams.http..",
                        "dev.tidings.teams.auth..",
                        "dev.tidings.teams.connector..",
                        "java.net.http..",
                        "java.util.concurrent.."),
                room("dev.tidings.delivery.wording..", SQL),
                room("dev.tidings.delivery.wording..", HTTP_AND_THREADS),
                room("dev.tidings.delivery.press..", SQL),
                room("dev.tidings.delivery.press..", "dev.tidings.teams.connector.."),
                room("dev.tidings.delivery.welcome..", SQL),
                room("dev.tidings.delivery.welcome..", "dev.tidings.teams.connector..", "dev.tidings.delivery.send.."),
                room("dev.tidings.delivery.reply..", SQL),
                room("dev.tidings.delivery.reply..", "dev.tidings.teams.connector.."),
                room("dev.tidings.teams.auth..", "dev.tidings.teams.connector..", "dev.tidings.delivery.."),
                room(
                        "dev.tidings.teams..",
                        "dev.tidings.delivery..",
                        "dev.tidings.server..",
                        "dev.tidings.faketeams..",
                        "org.springframework..",
                        "io.vertx.."),
                room(
                        "dev.tidings.delivery..",
                        "dev.tidings.server..",
                        "dev.tidings.faketeams..",
                        "org.springframework.."),
                room(
                        "dev.tidings.delivery.directory..",
                        "dev.tidings.teams.http..",
                        "java.net.http..",
                        "dev.tidings.delivery.host..",
                        "dev.tidings.delivery.send.."),
                room("dev.tidings.delivery.audience..", SQL),
                room("dev.tidings.delivery.send..", SQL),
                room("dev.tidings.delivery.notification..", SQL),
                room("dev.tidings.delivery.inbound..", SQL),
                room("dev.tidings.delivery.host..", SQL),
                room("dev.tidings.delivery.fact..", SQL),
                room("dev.tidings.delivery.fact..", HTTP_AND_THREADS),
                room("dev.tidings.delivery.lane..", SQL),
                room("dev.tidings.delivery.lane..", HTTP_AND_THREADS),
                room("dev.tidings.delivery.manners..", SQL),
                room(
                        "dev.tidings.delivery.manners..",
                        "dev.tidings.teams..",
                        "dev.tidings.delivery.host..",
                        "java.util.concurrent.."),
                room("dev.tidings.delivery.round..", SQL),
                room("dev.tidings.delivery.round..", "dev.tidings.teams.."),
                room("dev.tidings.delivery.digest..", SQL),
                room("dev.tidings.delivery.digest..", "dev.tidings.teams.connector.."),
                room("dev.tidings.delivery.campaign..", SQL),
                room("dev.tidings.delivery.campaign..", "dev.tidings.teams.connector..", "dev.tidings.delivery.send.."),
                room("dev.tidings.delivery.schedule..", SQL),
                room(
                        "dev.tidings.delivery.schedule..",
                        "dev.tidings.teams.connector..",
                        "dev.tidings.delivery.send..",
                        "dev.tidings.delivery.host.."),
                room("dev.tidings.delivery.event..", SQL),
                room(
                        "dev.tidings.delivery.event..",
                        "dev.tidings.teams.http..",
                        "java.net.http..",
                        "dev.tidings.delivery.host.."),
                room("dev.tidings.delivery.store..", "dev.tidings.teams.connector.."),
                room(
                        "dev.tidings.faketeams..",
                        "dev.tidings.teams..",
                        "dev.tidings.delivery..",
                        "dev.tidings.server.."),
                edge("api"),
                edge("bot"),
                edge("cli"),
                edge("access"),
                edge("problem"),
                edge("settings"),
                room("dev.tidings.server.api..", "dev.tidings.server.cli..", "dev.tidings.server.bot.."),
                room("dev.tidings.server.bot..", "dev.tidings.server.cli.."),
                room(
                        "dev.tidings.server.settings..",
                        "dev.tidings.server.api..",
                        "dev.tidings.server.access..",
                        "dev.tidings.server.bot.."));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void each_room_keeps_to_itself(ArchRule rule) {
        rule.check(CLASSES);
    }

    /// Sits in store itself, since only its part for SQL may hold SQL.
    @Test
    void only_the_sql_store_knows_sql() {
        noClasses()
                .that()
                .resideInAPackage("dev.tidings..")
                .and()
                .resideOutsideOfPackage("dev.tidings.delivery.store.sql..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "org.jdbi..",
                        "com.zaxxer..",
                        "org.flywaydb..",
                        "org.sqlite..",
                        "org.postgresql..")
                .check(CLASSES);
    }

    @Test
    void packages_have_no_cycles() {
        slices().matching("dev.tidings.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void time_is_passed_in() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.tidings.faketeams..", "dev.tidings.bench..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethodWhere(
                        target(owner(nameMatching("java\\.lang\\.Thread"))).and(target(nameMatching("sleep"))))
                .check(CLASSES);
    }

    private static ArchRule edge(String name) {
        requireInhabited(Stream.of("dev.tidings.server." + name + ".."));
        return noClasses()
                .that()
                .resideInAPackage("dev.tidings.server." + name + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(SQL).or(resideInAnyPackage("dev.tidings.teams.connector..")));
    }

    private static ArchRule room(String inside, String... never) {
        requireInhabited(Stream.concat(Stream.of(inside), Stream.of(never)));
        return noClasses()
                .that()
                .resideInAPackage(inside)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(never);
    }

    /// Where nobody lives, a rule forbids nothing: most likely its name is misspelt.
    private static void requireInhabited(Stream<String> packages) {
        packages.filter(name -> name.startsWith("dev.tidings."))
                .forEach(name -> assertThat(CLASSES.that(resideInAPackage(name)))
                        .as(name)
                        .isNotEmpty());
    }
}
