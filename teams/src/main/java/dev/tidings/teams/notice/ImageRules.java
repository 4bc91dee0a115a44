package dev.tidings.teams.notice;

import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What Teams asks of pictures.
final class ImageRules {
    private static final int LARGEST = 1024 * 1024;
    private static final Set<String> INLINE = Set.of("image/png", "image/jpeg", "image/jpg", "image/gif");

    private ImageRules() {}

    static void check(String field, @Nullable String url, Consumer<Finding> found) {
        String address = url == null ? "" : url;
        String lower = address.substring(0, Math.min(address.length(), 40)).toLowerCase(Locale.ROOT);
        if (lower.startsWith("data:")) {
            inline(field, address, lower, found);
        } else if (!lower.startsWith("https://")) {
            found.accept(new Finding(
                    "insecure-image", field + ".url", "Teams loads pictures over https only. Give an https address."));
        }
        if (address.toLowerCase(Locale.ROOT).endsWith(".svg")) {
            format(field, found);
        }
    }

    private static void inline(String field, String address, String lower, Consumer<Finding> found) {
        int end = lower.indexOf(';');
        if (end < 0 || !INLINE.contains(lower.substring("data:".length(), end))) {
            format(field, found);
        }
        if (address.length() / 4 * 3 > LARGEST) {
            found.accept(new Finding(
                    "large-image", field + ".url", "The picture is larger than the 1 MB that Teams shows. Shrink it."));
        }
    }

    private static void format(String field, Consumer<Finding> found) {
        found.accept(new Finding(
                "image-format", field + ".url", "Teams shows PNG, JPEG and GIF pictures. Convert it to one of these."));
    }
}
