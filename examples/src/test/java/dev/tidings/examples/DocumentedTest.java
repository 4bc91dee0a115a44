package dev.tidings.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What others call has a sentence that defines it, in the modules that are published for others to call.
class DocumentedTest {

    @ParameterizedTest
    @ValueSource(strings = {"teams", "fake-teams"})
    void every_public_type_and_method_has_a_defining_sentence(String module) throws IOException {
        Path sources = Path.of("..", module, "src", "main", "java");
        assertThat(undocumented(sources)).as("public, without a comment").isEmpty();
    }

    private static List<String> undocumented(Path sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(sources);
                StandardJavaFileManager reader = compiler.getStandardFileManager(null, null, null)) {
            List<Path> java =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, reader, ignored -> {}, List.of("-proc:none"), null, reader.getJavaFileObjectsFromPaths(java));
            Public visitor = new Public(found);
            for (CompilationUnitTree unit : task.parse()) {
                visitor.scan(unit, DocTrees.instance(task));
            }
        }
        return found;
    }

    /// Visits what is public all the way, and keeps what has no comment.
    private static final class Public extends TreePathScanner<@Nullable Void, DocTrees> {
        private final List<String> undocumented;

        Public(List<String> undocumented) {
            this.undocumented = undocumented;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, DocTrees comments) {
            if (isPublic(type.getModifiers(), enclosing())) {
                require(comments, type.getSimpleName().toString());
                super.visitClass(type, comments);
            }
            return null;
        }

        /// A record's compact constructor is described by its record.
        @Override
        public @Nullable Void visitMethod(MethodTree method, DocTrees comments) {
            ClassTree type = enclosing();
            boolean ofRecord = type != null && type.getKind() == Tree.Kind.RECORD && method.getReturnType() == null;
            if (type != null && isPublic(method.getModifiers(), type) && !overrides(method) && !ofRecord) {
                require(comments, type.getSimpleName() + "." + method.getName());
            }
            return null;
        }

        private @Nullable ClassTree enclosing() {
            return getCurrentPath().getParentPath().getLeaf() instanceof ClassTree outer ? outer : null;
        }

        private static boolean isPublic(ModifiersTree modifiers, @Nullable ClassTree outer) {
            boolean inInterface = outer != null && outer.getKind() == Tree.Kind.INTERFACE;
            return modifiers.getFlags().contains(Modifier.PUBLIC)
                    || (inInterface && !modifiers.getFlags().contains(Modifier.PRIVATE));
        }

        private static boolean overrides(MethodTree method) {
            return method.getModifiers().getAnnotations().stream()
                    .anyMatch(each -> each.getAnnotationType().toString().equals("Override"));
        }

        private void require(DocTrees comments, String name) {
            TreePath path = getCurrentPath();
            if (comments.getDocComment(path) == null) {
                undocumented.add(path.getCompilationUnit().getPackageName() + "." + name);
            }
        }
    }
}
