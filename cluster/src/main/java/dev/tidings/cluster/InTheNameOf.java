package dev.tidings.cluster;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.host.Observer;
import dev.tidings.delivery.lane.Rest;
import dev.tidings.delivery.lane.Send;
import java.time.Duration;
import java.util.function.Supplier;

/// Lets each attempt be made in the name of its shard, and tells everything to another observer.
record InTheNameOf(Shard shard, Observer observer) implements Observer {

    @Override
    public Step around(Send send, Supplier<Step> carrying) {
        return ScopedValue.where(Shard.CURRENT, shard).call(() -> observer.around(send, carrying));
    }

    @Override
    public void overrules(Send send) {
        observer.overrules(send);
    }

    @Override
    public void over(Send send, Step step) {
        observer.over(send, step);
    }

    @Override
    public void rests(Rest rest) {
        observer.rests(rest);
    }

    @Override
    public void goesOn(CampaignId campaign) {
        observer.goesOn(campaign);
    }

    @Override
    public void committed(Duration took, int sends) {
        observer.committed(took, sends);
    }
}
