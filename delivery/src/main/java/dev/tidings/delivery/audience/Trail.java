package dev.tidings.delivery.audience;

import dev.tidings.delivery.fact.FactChanges;
import dev.tidings.delivery.fact.FactJson;
import dev.tidings.delivery.fact.FactStore;
import dev.tidings.delivery.fact.Footprint;
import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.fact.Keys;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The steps that are taken to reach the recipient of one delivery: each is durable before it is taken,
/// so that a support person can read it, and a crash leaves nothing unsaid. Not thread-safe.
public final class Trail {
    private final FactStore facts;
    private final ItemId item;
    private final InstantSource clock;
    private int next = -1;
    private @Nullable String after;
    private boolean installed;
    private boolean overruled;

    public Trail(FactStore facts, ItemId item, InstantSource clock) {
        this.facts = facts;
        this.item = item;
        this.clock = clock;
    }

    /// What was done so far for a delivery, the oldest step first.
    public static List<Footprint> of(FactStore facts, ItemId item) {
        List<Footprint> steps = new ArrayList<>();
        String family = Keys.trail(item);
        facts.scan(family, family + Keys.END, (key, value) -> steps.add(FactJson.footprint(value)));
        return steps;
    }

    /// A step is about to be taken; durable when this returns.
    void before(Approach step) {
        before(step, new FactChanges());
    }

    /// A step is about to be taken, and something else becomes known with it.
    void before(Approach step, FactChanges with) {
        if (next < 0) {
            next = of(facts, item).size();
        }
        var footprint = new Footprint(clock.instant(), step.word(), after);
        after = null;
        installed = installed || step == Approach.INSTALL;
        facts.commit(with.put(Keys.trail(item) + Keys.padded(next++), FactJson.write(footprint)));
    }

    /// The latest step did not lead there.
    void missed(String why) {
        after = why;
        installed = false;
    }

    /// The person has opted out, and gets the message all the same; durable when this returns.
    public void overruled() {
        if (!overruled) {
            before(Approach.OVERRULE_OPT_OUT);
            overruled = true;
        }
    }

    /// Whether the app was installed on the way to the recipient, and was not there already.
    ///
    /// @param before whether attempts before this one may have done so
    public boolean installed(boolean before) {
        return installed || (before && installed(of(facts, item)));
    }

    private static boolean installed(List<Footprint> steps) {
        for (int index = 0; index < steps.size(); index++) {
            if (steps.get(index).step().equals(Approach.INSTALL.word())
                    && (index + 1 == steps.size() || steps.get(index + 1).after() == null)) {
                return true;
            }
        }
        return false;
    }
}
