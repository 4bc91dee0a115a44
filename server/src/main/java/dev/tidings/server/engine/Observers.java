package dev.tidings.server.engine;

import dev.tidings.delivery.fact.CampaignId;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.host.Observer;
import dev.tidings.delivery.lane.Rest;
import dev.tidings.delivery.lane.Send;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Several observers, each told of everything.
record Observers(List<Observer> all) implements Observer {
    @Override
    public Step around(Send send, Supplier<Step> carrying) {
        Supplier<Step> wrapped = carrying;
        for (Observer observer : all) {
            Supplier<Step> inner = wrapped;
            wrapped = () -> observer.around(send, inner);
        }
        return wrapped.get();
    }

    @Override
    public void overrules(Send send) {
        all.forEach(observer -> observer.overrules(send));
    }

    @Override
    public void over(Send send, Step step) {
        all.forEach(observer -> observer.over(send, step));
    }

    @Override
    public void rests(Rest rest) {
        all.forEach(observer -> observer.rests(rest));
    }

    @Override
    public void goesOn(CampaignId campaign) {
        all.forEach(observer -> observer.goesOn(campaign));
    }

    @Override
    public void committed(Duration took, int sends) {
        all.forEach(observer -> observer.committed(took, sends));
    }
}
