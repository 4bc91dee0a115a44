package dev.tidings.delivery.lane;

import dev.tidings.delivery.directory.Tenancy;
import dev.tidings.delivery.fact.Step;
import dev.tidings.delivery.notification.DeliveryState;
import dev.tidings.delivery.notification.Priority;
import java.util.List;

/// Prints how many deliveries per second the core decides when everything is answered at once and
/// nothing is limited, facts in memory.
final class CoreSpeed {
    private CoreSpeed() {}

    public static void main(String[] args) {
        int tenants = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
        int each = args.length > 1 ? Integer.parseInt(args[1]) : 500;
        for (int round = 0; round < 4; round++) {
            Stage stage = new Stage(Stage.lifted(200));
            for (int tenant = 0; tenant < tenants; tenant++) {
                SomeWork.aBroadcast(new Tenancy("default", "t" + tenant), Priority.BULK, tenant, each)
                        .forEach(stage::accept);
            }
            long began = System.nanoTime();
            long delivered = 0;
            long inCore = 0;
            while (delivered < (long) tenants * each) {
                long tick = System.nanoTime();
                List<Send> sends = stage.tick();
                inCore += System.nanoTime() - tick;
                for (Send send : sends) {
                    stage.tell(new Result.Answered(
                            send.item(), Request.SEND, send.recipient().conversation(), 0, 0, true));
                    stage.tell(new Result.Fine(send.item(), Simulation.REGION));
                    stage.over(
                            send, new Step.Ended(stage.now().wall(), DeliveryState.DELIVERED, null, null, Stage.SENT));
                }
                delivered += sends.size();
            }
            System.out.printf(
                    "%,d deliveries of %,d tenants: %,d/s, %.0f %% of it in ticks and commits%n",
                    delivered,
                    tenants,
                    delivered * 1_000_000_000L / (System.nanoTime() - began),
                    100.0 * inCore / (System.nanoTime() - began));
        }
    }
}
