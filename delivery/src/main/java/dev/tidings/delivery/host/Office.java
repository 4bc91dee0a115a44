package dev.tidings.delivery.host;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.lane.Limits;
import dev.tidings.delivery.lane.Moment;
import dev.tidings.delivery.notification.NotificationId;
import dev.tidings.delivery.store.NodeStore;
import dev.tidings.delivery.store.Post;
import dev.tidings.delivery.store.SessionLock;
import dev.tidings.delivery.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens an engine for each term in which this process leads, closes it when the term is over, and brings
/// it what other processes have for it.
///
/// One thread, `tidings-node`, works. Thread-safe.
final class Office implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Office.class);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    /// How often is looked what others have accepted: what they accept leaves later by half of this.
    private static final long BETWEEN_POSTS = Duration.ofMillis(200).toNanos();

    private static final int TOGETHER = 500;
    private static final long NONE = -1;

    private final NodeStore nodes;
    private final LongFunction<Engine> engines;
    private final Questions questions;
    private final Lease lease;
    private final LeaseKeeper keeper;
    private final Supplier<Moment> now;
    private final Set<Long> beingAnswered = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile Runnable told = () -> {};
    private volatile @Nullable Engine engine;
    private volatile @Nullable Limits limits;
    private long begun = NONE;
    private long term;
    private long heard;

    Office(Node.Parts parts, SessionLock lock, Lease lease, Supplier<Moment> now) {
        this.nodes = parts.nodes();
        this.engines = parts.engines();
        this.questions = new Questions(
                nodes, parts.notifications(), parts.ledger(), () -> now.get().nanos());
        this.lease = lease;
        this.keeper = new LeaseKeeper(lock, lease, now);
        this.now = now;
        this.thread = Thread.ofPlatform().name("tidings-node").daemon().unstarted(this::run);
    }

    void start() {
        keeper.start();
        thread.start();
    }

    void whenTold(Runnable listener) {
        told = listener;
    }

    /// The engine of the term in which this process leads, or null while it does not.
    @Nullable
    Engine engine() {
        return engine;
    }

    Questions questions() {
        return questions;
    }

    Lease.Phase phase() {
        return lease.phase(now.get());
    }

    void limits(Limits changed) {
        limits = changed;
        Engine open = engine;
        if (open != null) {
            open.limits(changed);
        }
    }

    private void run() {
        try {
            while (!closing.await(look().toMillis(), TimeUnit.MILLISECONDS)) {
                // look by look, until it is to close
            }
        } catch (InterruptedException stopped) {
            LOG.warn("This node does not lead any more");
        }
    }

    /// @return how long to wait until the next look
    private Duration look() {
        try {
            step();
            return LOOK;
        } catch (StoreException away) {
            LOG.warn("This node waits for the database: {}", away.getMessage());
        } catch (RuntimeException fault) {
            LOG.error("This node failed and goes on", fault);
        }
        return AFTER_TROUBLE;
    }

    private void step() {
        long takings = keeper.takings();
        Lease.Phase phase = phase();
        Engine open = engine;
        if (open != null && (phase == Lease.Phase.STANDING_BY || takings != begun || open.isOver())) {
            resign(open);
        }
        switch (phase) {
            case TAKING_OVER -> begin(takings);
            case LEADING -> {
                begin(takings);
                hear(lead());
            }
            case STANDING_BY, UNCONFIRMED -> {}
        }
    }

    /// Those that led before write nothing from now on.
    private void begin(long takings) {
        if (begun != takings) {
            term = nodes.begin();
            nodes.leads(term);
            begun = takings;
            LOG.info("Term {} begins", term);
        }
    }

    /// What is accepted while the engine opens is told to it, or found by it.
    private Engine lead() {
        Engine open = engine;
        if (open == null) {
            open = engines.apply(term);
            open(open);
            Limits changed = limits;
            if (changed != null) {
                open.limits(changed);
            }
            told.run();
            LOG.info("Leading in term {}", term);
        }
        return open;
    }

    /// An engine that cannot find out what is there is of no use.
    private void open(Engine fresh) {
        engine = fresh;
        try {
            fresh.start();
        } catch (RuntimeException failure) {
            engine = null;
            throw failure;
        }
    }

    private void resign(Engine open) {
        engine = null;
        nodes.leads(0);
        begun = NONE;
        open.close();
        LOG.info("Standing by after term {}", term);
    }

    private void hear(Engine open) {
        long at = now.get().nanos();
        if (at - heard < BETWEEN_POSTS) {
            return;
        }
        heard = at;
        List<Post> posts = nodes.posts(TOGETHER).stream()
                .filter(post -> !beingAnswered.contains(post.number()))
                .toList();
        posts.forEach(post -> hear(open, post));
        List<Post> over = posts.stream().filter(post -> !post.kind().asks()).toList();
        if (!over.isEmpty()) {
            nodes.heard(over);
            told.run();
        }
    }

    private void hear(Engine open, Post post) {
        switch (post.kind()) {
            case WORK -> open.told(post.about());
            case ORDER -> open.ordered(CampaignId.parse(post.about()));
            case EDIT -> open.edited(new NotificationId(post.about()));
            case PLAN -> {}
            case REQUEUE, SETTLE -> answer(open, post);
        }
    }

    /// Answering waits for the engine, and nobody else must.
    private void answer(Engine open, Post question) {
        beingAnswered.add(question.number());
        var _ = Thread.ofVirtual().name("answer-", question.number()).start(() -> {
            try {
                questions.answer(open, question);
            } catch (StoreException later) {
                LOG.warn("A question of another node is answered later: {}", later.getMessage());
            } finally {
                beingAnswered.remove(question.number());
            }
        });
    }

    /// The lease is kept until nothing is under way any more, and given back then.
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        Engine open = engine;
        if (open != null) {
            resign(open);
        }
        keeper.close();
    }
}
