package dev.tidings.teams.notice;

import java.net.URI;
import java.util.Locale;

/// Messages as a polite sender would write them.
final class SomeNotices {
    static final URI SHOP = URI.create("https://shop.example/x7");

    private SomeNotices() {}

    static Notification priceDrop() {
        return Notification.of("The price of the **X7** fell to €129")
                .saying("It was €149 since March, and it is the lowest price so far.")
                .to(Item.of("Espresso machine X7")
                        .at(SHOP)
                        .with("Before", "€149")
                        .with("Now", "€129"))
                .by("Shop robot")
                .at(SHOP)
                .with(new Action.Call("Order one", "order", null))
                .with(new Action.Done("Mark as seen"))
                .about("prices");
    }

    static Welcome welcome() {
        return Welcome.of(
                        "Ann Lee added me to **Sales EMEA** a moment ago.",
                        "I watch prices for you, and tell you when one changes.")
                .titled("Hello, Sales EMEA")
                .next(new Action.Say("Watch a price", "watch X7"))
                .next(new Action.Say("Settings", "settings"));
    }

    static Notification german() {
        return priceDrop().in(Locale.GERMANY);
    }
}
