package dev.tidings.delivery.host;

import dev.tidings.delivery.fact.ItemId;
import dev.tidings.delivery.lane.Errand;
import dev.tidings.delivery.lane.Request;
import dev.tidings.delivery.lane.Result;
import java.util.function.Consumer;

/// Tells the lanes what becomes of rights to requests, in the name of whoever holds them.
sealed interface Voice {

    /// A further right is wanted.
    void wants(Request kind, String where);

    /// No request left on the right.
    void unused(Request kind);

    /// The request was answered, or given up.
    void answered(Request kind, String where, long left, long back, boolean answered);

    /// The request was cut off.
    void cut(Request kind, String where, long left, long at);

    /// In the name of a delivery.
    record OfDelivery(ItemId item, Consumer<Result> tell) implements Voice {
        @Override
        public void wants(Request kind, String where) {
            tell.accept(new Result.Wants(item, kind, where));
        }

        @Override
        public void unused(Request kind) {
            tell.accept(new Result.Unused(item, kind));
        }

        @Override
        public void answered(Request kind, String where, long left, long back, boolean answered) {
            tell.accept(new Result.Answered(item, kind, where, left, back, answered));
        }

        @Override
        public void cut(Request kind, String where, long left, long at) {
            tell.accept(new Result.Cut(item, kind, where, left, at));
        }
    }

    /// In the name of something that serves no delivery, all whose requests read one roster.
    record OfErrand(Errand errand, Consumer<Signal> tell) implements Voice {
        @Override
        public void wants(Request kind, String where) {
            tell.accept(new Signal.Wanted(errand));
        }

        @Override
        public void unused(Request kind) {
            over(new Errand.End.Unused());
        }

        @Override
        public void answered(Request kind, String where, long left, long back, boolean answered) {
            over(new Errand.End.Answered(left, back, answered));
        }

        @Override
        public void cut(Request kind, String where, long left, long at) {
            over(new Errand.End.Cut(at));
        }

        private void over(Errand.End end) {
            tell.accept(new Signal.ErrandOver(errand, end));
        }
    }
}
