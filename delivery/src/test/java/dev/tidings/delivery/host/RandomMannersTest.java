package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.digest.Digests;
import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.intake.NotificationRequest;
import dev.tidings.delivery.manners.Manners;
import dev.tidings.delivery.notification.Delivery;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Manner.Purpose;
import dev.tidings.delivery.notification.Notification;
import dev.tidings.delivery.notification.Priority;
import dev.tidings.delivery.notification.Target;
import dev.tidings.delivery.notification.TimeOrderedIds;
import dev.tidings.delivery.notification.Wish;
import dev.tidings.delivery.store.DeliveryFilter;
import dev.tidings.delivery.store.PageRequest;
import dev.tidings.delivery.store.Reach;
import dev.tidings.faketeams.FakeTeams;
import dev.tidings.faketeams.directory.Person;
import dev.tidings.teams.activity.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever people choose, however often they come and go, and whenever what is told to them: nobody gets what they
/// opted out of, nor more than the cap, nor anything that has expired, and nothing else is lost.
class RandomMannersTest {
    private static final int STEPS = 70;
    private static final int PEOPLE = 3;
    private static final int CAP = 4;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Pattern NUMBERED = Pattern.compile("news-(\\d+)\\.");

    private static final List<Wish> WISHES = List.of(Wish.ALL, Wish.HOURLY, Wish.DIGEST, Wish.NOTHING);

    @TempDir
    Path folder;

    /// What was told to somebody: a message by itself, or several in a digest.
    private record Told(String person, Instant at, Set<Integer> news) {}

    private final Map<Integer, NotificationRequest> requests = new HashMap<>();
    private final Map<String, TreeMap<Instant, Wish>> wishes = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readers_are_spared_and_nothing_else_is_lost(long seed) throws Exception {
        Random random = new Random(seed);
        try (FakeTeams teams = FakeTeams.builder().start();
                Stage stage = new Stage(folder, teams, Stage.QUICK.with(Manners.defaults()));
                Digests digests = new Digests(
                        stage.stores.digests(),
                        Desk.books(stage.stores),
                        stage.stores.dispatch(),
                        new TimeOrderedIds(stage.clock, random),
                        stage.engine,
                        stage.clock)) {
            teams.enforceLimits(false); // its clock does not pass as fast as ours
            stage.engine.start();
            List<Person> people = new ArrayList<>();
            for (int index = 0; index < PEOPLE; index++) {
                people.add(stage.installed(index));
            }
            for (int step = 0; step < STEPS; step++) {
                Person someone = people.get(random.nextInt(PEOPLE));
                switch (random.nextInt(10)) {
                    case 0 -> choose(stage, someone, WISHES.get(random.nextInt(WISHES.size())));
                    case 1 -> reinstall(stage, someone);
                    case 2, 3 -> pass(stage, digests, Duration.ofSeconds(1 + random.nextInt(400)));
                    default -> tell(stage, someone, step, random);
                }
            }
            // By then the last digest of the day has come, and what waited for room after it.
            for (int round = 0; round < 30; round++) {
                pass(stage, digests, Duration.ofHours(1));
            }
            judge(stage);
        }
    }

    private void tell(Stage stage, Person person, int number, Random random) {
        Instant expires = random.nextInt(3) > 0 ? null : stage.clock.instant().plusSeconds(30 + random.nextInt(1200));
        Priority priority = switch (random.nextInt(8)) {
            case 0 -> Priority.HIGH;
            case 1 -> Priority.BULK;
            default -> Priority.NORMAL;
        };
        NotificationRequest request = NotificationRequest.of(
                        new Target.User(person.objectId()), Message.text("news-" + number + "."))
                .withPriority(priority)
                .within(null, expires);
        NotificationRequest about = random.nextBoolean() ? request.about("prices") : request;
        requests.put(number, about);
        stage.accept(about);
    }

    private void choose(Stage stage, Person person, Wish wish) {
        settle(stage);
        Instant now = stage.clock.instant();
        String id = stage.teams.scenery().userId(person);
        stage.stores.topics().choose(stage.tenancy(), "prices", id, wish, now);
        wishes.computeIfAbsent(id, _ -> new TreeMap<>()).put(now, wish);
    }

    private static void reinstall(Stage stage, Person person) {
        settle(stage);
        String id = stage.teams.scenery().userId(person);
        assertThat(stage.teams.people().uninstall(person).ok()).isTrue();
        Stage.until(() -> stage.stores
                .directory()
                .personalConversation(stage.tenancy(), id)
                .isEmpty());
        assertThat(stage.teams.people().install(person).ok()).isTrue();
        Stage.until(() -> stage.stores
                .directory()
                .personalConversation(stage.tenancy(), id)
                .isPresent());
    }

    private static void pass(Stage stage, Digests digests, Duration time) {
        settle(stage);
        stage.pass(time);
        settle(stage);
        digests.step();
        settle(stage);
    }

    /// Until everything has been looked at: so what is told is told at the time that its end says.
    private static void settle(Stage stage) {
        Stage.until(() -> deliveries(stage).stream()
                .map(Delivery::state)
                .noneMatch(state -> state == DeliveryState.QUEUED || state == DeliveryState.IN_FLIGHT));
    }

    private static List<Notification> notifications(Stage stage) {
        return stage.stores
                .notifications()
                .latest(Reach.EVERYTHING, PageRequest.first(500))
                .items();
    }

    private static List<Delivery> deliveries(Stage stage) {
        return notifications(stage).stream().map(each -> line(stage, each)).toList();
    }

    private static Delivery line(Stage stage, Notification notification) {
        return stage.stores
                .ledger()
                .deliveries(notification, DeliveryFilter.ALL, PageRequest.first(1))
                .items()
                .getFirst();
    }

    private void judge(Stage stage) {
        List<Told> told = new ArrayList<>();
        Set<Integer> gathered = new HashSet<>();
        Map<String, List<Instant>> counted = new HashMap<>();
        for (Notification notification : notifications(stage)) {
            Delivery line = line(stage, notification);
            Set<Integer> news = numbers(stage, notification);
            assertThat(line.state())
                    .as("of news %s", news)
                    .isIn(
                            DeliveryState.DELIVERED,
                            DeliveryState.DIGESTED,
                            DeliveryState.EXPIRED,
                            DeliveryState.OPTED_OUT);
            if (line.state() == DeliveryState.DIGESTED) {
                gathered.addAll(news);
            } else if (line.state() == DeliveryState.DELIVERED) {
                String person = String.valueOf(line.person());
                told.add(new Told(person, line.updatedAt(), news));
                if (notification.priority() != Priority.HIGH) {
                    counted.computeIfAbsent(person, _ -> new ArrayList<>()).add(line.updatedAt());
                }
            }
            assertThat(notification.manner().purpose() == Purpose.DIGEST || news.size() == 1)
                    .as("only digests tell several")
                    .isTrue();
        }
        assertThat(told).as("told at all").hasSizeGreaterThan(10);
        counted.values().forEach(RandomMannersTest::keepsToTheCap);
        told.forEach(this::wasWanted);
        toldOnceAndNothingLost(told, gathered, stage.clock.instant());
    }

    private static Set<Integer> numbers(Stage stage, Notification notification) {
        String text = stage.stores
                .notifications()
                .text(CampaignId.sending(notification.id()))
                .orElseThrow()
                .message();
        Set<Integer> numbers = new HashSet<>();
        Matcher found = NUMBERED.matcher(text);
        while (found.find()) {
            numbers.add(Integer.parseInt(found.group(1)));
        }
        return numbers;
    }

    private static void keepsToTheCap(List<Instant> times) {
        times.sort(null);
        for (int index = CAP; index < times.size(); index++) {
            assertThat(Duration.between(times.get(index - CAP), times.get(index)))
                    .as("from one message to the " + CAP + "th after it")
                    .isGreaterThanOrEqualTo(WINDOW.minusSeconds(1));
        }
    }

    private void wasWanted(Told told) {
        for (int number : told.news()) {
            NotificationRequest request = request(number);
            Instant expires = request.expiresAt();
            assertThat(expires == null || told.at().isBefore(expires))
                    .as("news %d at %s, expires %s", number, told.at(), expires)
                    .isTrue();
            assertThat(request.topic() == null || wish(told.person(), told.at()) != Wish.NOTHING)
                    .as("news %d at %s, opted out", number, told.at())
                    .isTrue();
        }
    }

    private NotificationRequest request(int number) {
        return Objects.requireNonNull(requests.get(number));
    }

    private @Nullable Wish wish(String person, Instant at) {
        Map.Entry<Instant, Wish> latest =
                wishes.getOrDefault(person, new TreeMap<>()).floorEntry(at);
        return latest == null ? null : latest.getValue();
    }

    /// What was gathered is told in a digest, unless its time ran out or the person no longer wanted it.
    private void toldOnceAndNothingLost(List<Told> told, Set<Integer> gathered, Instant end) {
        Map<Integer, Integer> times = new HashMap<>();
        told.forEach(each -> each.news().forEach(number -> times.merge(number, 1, Integer::sum)));
        assertThat(times.values()).as("how often each was told").containsOnly(1);
        for (int number : gathered) {
            NotificationRequest request = request(number);
            boolean droppable = request.expiresAt() != null || request.topic() != null;
            assertThat(times.containsKey(number) || droppable)
                    .as("news %d was gathered and told by %s", number, end)
                    .isTrue();
        }
    }
}
