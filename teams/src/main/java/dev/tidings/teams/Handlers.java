package dev.tidings.teams;

import dev.tidings.teams.activity.Activity;
import java.util.List;
import java.util.Map;

/// What the bot does on which activity.
record Handlers(List<Entry<?>> entries, Map<String, InvokeHandler> invokes) {

    /// A handler and the type it wants.
    record Entry<A extends Activity>(Class<A> type, TurnHandler<? super A> handler) {
        void handle(Turn turn, Activity activity) {
            if (type.isInstance(activity)) {
                handler.handle(turn, type.cast(activity));
            }
        }
    }

    Handlers {
        entries = List.copyOf(entries);
        invokes = Map.copyOf(invokes);
    }

    Received handle(Turn turn, Activity activity) {
        entries.forEach(entry -> entry.handle(turn, activity));
        return activity instanceof Activity.Invoke invoke ? answer(turn, invoke) : Received.ok();
    }

    /// 501 is what Teams expects for an invoke that nobody handles.
    private Received answer(Turn turn, Activity.Invoke invoke) {
        InvokeHandler handler = invokes.get(invoke.name());
        return handler == null ? new Received(501, null) : Received.of(handler.answer(turn, invoke));
    }
}
