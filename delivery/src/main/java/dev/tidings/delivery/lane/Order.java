package dev.tidings.delivery.lane;

import java.nio.charset.StandardCharsets;

/// What people want of a campaign that is running.
public enum Order {
    /// Nothing of it begins until it is resumed.
    PAUSE("pause"),
    /// It goes on.
    RESUME("resume"),
    /// What has not begun ends as cancelled.
    CANCEL("cancel");

    private final String word;

    Order(String word) {
        this.word = word;
    }

    /// The word in facts and in the API.
    public String word() {
        return word;
    }

    /// The order as the value of a fact.
    public byte[] bytes() {
        return word.getBytes(StandardCharsets.UTF_8);
    }

    /// The order that a fact's value means.
    public static Order ofBytes(byte[] value) {
        String word = new String(value, StandardCharsets.UTF_8);
        for (Order order : values()) {
            if (order.word.equals(word)) {
                return order;
            }
        }
        throw new IllegalArgumentException("a fact has the unknown order " + word);
    }
}
