package dev.tidings.teams.template;

import java.util.List;
import java.util.Random;

/// Expressions by chance, of which most have a meaning.
record RandomExpression(Random random) {
    private static final List<String> NUMBERS =
            List.of("price", "rate", "zero", "less", "1", "2.5", "count(tags)", "peers[0].age");
    private static final List<String> TEXTS =
            List.of("name", "city", "empty", "'x'", "tags[0]", "boss.name", "$root.city", "peers[1].name");
    private static final List<String> TRUTHS = List.of("yes", "no", "true", "exists(none)", "empty(nothing)");

    String any(int depth) {
        return switch (random.nextInt(3)) {
            case 0 -> number(depth);
            case 1 -> text(depth);
            default -> truth(depth);
        };
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String number(int depth) {
        if (depth == 0) {
            return one(NUMBERS);
        }
        return switch (random.nextInt(6)) {
            case 0 -> number(depth - 1) + " + " + number(depth - 1);
            case 1 -> number(depth - 1) + " - " + number(depth - 1);
            case 2 -> "(" + number(depth - 1) + ") * " + number(depth - 1);
            case 3 -> "length(" + text(depth - 1) + ")";
            case 4 -> "if(" + truth(depth - 1) + ", " + number(depth - 1) + ", " + number(depth - 1) + ")";
            default -> one(NUMBERS);
        };
    }

    private String text(int depth) {
        if (depth == 0) {
            return one(TEXTS);
        }
        return switch (random.nextInt(7)) {
            case 0 -> text(depth - 1) + " & " + text(depth - 1);
            case 1 -> "concat(" + text(depth - 1) + ", " + number(depth - 1) + ")";
            case 2 -> "toUpper(" + text(depth - 1) + ")";
            case 3 -> "coalesce(none, " + text(depth - 1) + ")";
            case 4 -> "(" + truth(depth - 1) + " ? " + text(depth - 1) + " : " + text(depth - 1) + ")";
            case 5 -> "replace(" + text(depth - 1) + ", 'n', 'm')";
            default -> one(TEXTS);
        };
    }

    private String truth(int depth) {
        if (depth == 0) {
            return one(TRUTHS);
        }
        return switch (random.nextInt(7)) {
            case 0 -> number(depth - 1) + " < " + number(depth - 1);
            case 1 -> number(depth - 1) + " == " + number(depth - 1);
            case 2 -> truth(depth - 1) + " && " + truth(depth - 1);
            case 3 -> truth(depth - 1) + " || " + truth(depth - 1);
            case 4 -> "!(" + truth(depth - 1) + ")";
            case 5 -> "contains(" + text(depth - 1) + ", 'e')";
            default -> text(depth - 1) + " != " + text(depth - 1);
        };
    }
}
