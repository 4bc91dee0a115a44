package dev.tidings.cluster;

/// What is handed in, as the key of a record's fact says.
enum Handed {
    /// A segment of work: the fact that the lanes read.
    WORK("q/"),
    /// What people want of a campaign: the fact that the lanes read.
    ORDER("c/"),
    /// Other limits hold from now on.
    LIMITS("t/limits"),
    /// The message of a notification is another one from now on; it is read from the database.
    EDIT("edited");

    /// Under which limits that were handed in are kept.
    static final String LIMITS_KEY = LIMITS.start;

    private final String start;

    Handed(String start) {
        this.start = start;
    }

    String key() {
        return start;
    }

    /// @throws IllegalArgumentException if nothing of the kind is handed in
    static Handed of(String key) {
        for (Handed each : values()) {
            if (key.startsWith(each.start)) {
                return each;
            }
        }
        throw new IllegalArgumentException("a fact of this kind is not handed in");
    }
}
