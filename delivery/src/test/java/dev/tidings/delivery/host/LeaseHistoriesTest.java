package dev.tidings.delivery.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.delivery.lane.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.LongConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nodes that freeze and wake, a network that dawdles and a server that drops sessions, in virtual time:
/// whatever happens, the last send of one holder comes before the first of the next.
final class LeaseHistoriesTest {
    private static final long HOUR = 3_600_000;
    private static final int STEP = 20;
    private static final long NOBODY = -1;

    /// What the server does by itself with a session that is quiet for so long.
    private static final long PATIENCE = 5_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void no_two_nodes_may_ever_send_at_the_same_time_and_somebody_always_may_again(long seed) {
        World world = new World(new Random(seed), 3);
        List<Integer> sending = new ArrayList<>();
        long longest = 0;
        long since = 0;
        for (long now = 0; now < HOUR; now += STEP) {
            world.step(now);
            List<Integer> permitted = world.permitted(now);
            assertThat(permitted).as("at %d ms", now).hasSizeLessThan(2);
            since = permitted.isEmpty() ? since : now;
            longest = Math.max(longest, now - since);
            permitted.stream()
                    .filter(node -> sending.isEmpty() || !sending.getLast().equals(node))
                    .forEach(sending::add);
        }
        assertThat(sending).as("who sent, one after the other").hasSizeGreaterThan(20);
        assertThat(longest).as("without anybody who may send").isLessThan(60_000);
    }

    /// A lock, and nodes that want it.
    private static final class World {
        private final Random random;
        private final List<Node> nodes = new ArrayList<>();
        private final PriorityQueue<Event> events = new PriorityQueue<>();
        private long numbers;
        private long holding = NOBODY;
        private long heard;

        private record Event(long at, long number, LongConsumer what) implements Comparable<Event> {
            @Override
            public int compareTo(Event other) {
                return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
            }
        }

        World(Random random, int count) {
            this.random = random;
            for (int index = 0; index < count; index++) {
                nodes.add(new Node(index, random.nextLong()));
            }
        }

        void step(long now) {
            if (now - heard > PATIENCE) {
                holding = NOBODY;
            }
            while (!events.isEmpty() && events.peek().at() <= now) {
                events.remove().what().accept(now);
            }
            nodes.forEach(node -> node.step(now));
        }

        List<Integer> permitted(long now) {
            return nodes.stream()
                    .filter(node -> now >= node.frozenUntil && node.lease.permits(node.moment(now)))
                    .map(node -> node.index)
                    .toList();
        }

        private void later(long at, LongConsumer what) {
            events.add(new Event(at, numbers++, what));
        }

        /// Mostly quick, now and then seconds.
        private long onTheWay() {
            return random.nextInt(50) == 0 ? random.nextLong(4_000) : random.nextLong(40);
        }

        /// A node with clocks of its own.
        private final class Node {
            private final int index;
            private final long origin;
            private final Lease lease = new Lease();
            private long frozenUntil;
            private long asksAt;
            /// The session in which it holds the lock, as far as it knows.
            private long session = NOBODY;
            private boolean waiting;

            Node(int index, long origin) {
                this.index = index;
                this.origin = origin;
            }

            Moment moment(long now) {
                return new Moment(origin + now * 1_000_000, Instant.EPOCH.plusMillis(now));
            }

            void step(long now) {
                if (now < frozenUntil) {
                    return;
                }
                if (random.nextInt(3_000) == 0) {
                    frozenUntil = now + random.nextLong(12_000);
                } else if (!waiting && session != NOBODY && random.nextInt(20_000) == 0) {
                    release(now);
                } else if (!waiting && now >= asksAt) {
                    ask(now);
                }
            }

            private void release(long now) {
                long released = session;
                session = NOBODY;
                lease.lost();
                asksAt = now + 1_000;
                later(now + onTheWay(), _ -> holding = holding == released ? NOBODY : holding);
            }

            private void ask(long asked) {
                waiting = true;
                long known = session;
                later(asked + onTheWay(), there -> arrived(asked, known, there));
            }

            /// At the server.
            private void arrived(long asked, long known, long there) {
                if (known == NOBODY && holding == NOBODY) {
                    holding = numbers * nodes.size() + index;
                    heard = there;
                    answer(asked, holding, there);
                } else if (known != NOBODY && holding == known) {
                    heard = there;
                    answer(asked, known, there);
                } else {
                    answer(asked, NOBODY, there);
                }
            }

            private void answer(long asked, long given, long there) {
                later(there + onTheWay(), back -> read(asked, given, back));
            }

            /// Whoever is frozen reads the answer when it wakes.
            private void read(long asked, long given, long now) {
                if (now < frozenUntil) {
                    later(frozenUntil, awake -> read(asked, given, awake));
                    return;
                }
                waiting = false;
                asksAt = asked + 1_000;
                if (given == NOBODY) {
                    lease.lost();
                } else {
                    if (session == NOBODY) {
                        lease.taken(moment(now));
                    }
                    lease.confirmed(moment(asked));
                }
                session = given;
            }
        }
    }
}
