package dev.tidings.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Java in a document is Java that is compiled and run: every snippet is found, word by word, in this module.
class DocumentsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern SNIPPET = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    /// A snippet and the document it is in.
    record Snippet(Path document, String code) {
        @Override
        public String toString() {
            return document + ": " + code.lines().findFirst().orElse("");
        }
    }

    static List<Snippet> snippets() throws IOException {
        try (Stream<Path> files = Stream.of(
                        ROOT, ROOT.resolve("docs"), ROOT.resolve("teams"), ROOT.resolve("fake-teams"))
                .flatMap(DocumentsTest::documents)) {
            return files.flatMap(DocumentsTest::snippets).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void a_snippet_is_compiled_code(Snippet snippet) throws IOException {
        String wanted = normalised(snippet.code);
        try (Stream<Path> sources = Files.walk(Path.of("src"))) {
            assertThat(sources.filter(file -> file.toString().endsWith(".java")))
                    .as("a source of the examples with these words:%n%s", wanted)
                    .anyMatch(file -> normalised(text(file)).contains(wanted));
        }
    }

    private static Stream<Path> documents(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList().stream();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static Stream<Snippet> snippets(Path document) {
        return SNIPPET.matcher(text(document)).results().map(found -> new Snippet(document, found.group(1)));
    }

    /// Lines are broken in a document and in a class for reasons of their own.
    private static String normalised(String code) {
        return code.strip().replaceAll("\\s+", " ");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
