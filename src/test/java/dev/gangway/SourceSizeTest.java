package dev.gangway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** How long files and methods may be, and what tests may not use. Read from the sources by the compiler's own parser. */
class SourceSizeTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TEST = Path.of("src/test/java");
    private static final int MAX_FILE_LINES = 300;
    private static final int MAX_METHOD_LINES = 40;

    @Test
    void shouldHaveNoFileThatIsTooLong() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : javaFiles(MAIN)) {
            int lines = Files.readAllLines(file).size();
            if (lines > MAX_FILE_LINES) {
                tooLong.add("%s has %d lines".formatted(file, lines));
            }
        }

        assertThat(tooLong).isEmpty();
    }

    @Test
    void shouldHaveNoMethodThatIsTooLong() throws IOException {
        List<String> tooLong = new ArrayList<>();
        parse(MAIN, (unit, positions) -> new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                if (method.getBody() != null && linesBetweenBraces(method.getBody()) > MAX_METHOD_LINES) {
                    tooLong.add("%s of %s has %d lines"
                            .formatted(
                                    method.getName(),
                                    unit.getSourceFile().getName(),
                                    linesBetweenBraces(method.getBody())));
                }
                return super.visitMethod(method, null);
            }

            private long linesBetweenBraces(Tree body) {
                LineMap lines = unit.getLineMap();
                return lines.getLineNumber(positions.getEndPosition(unit, body))
                        - lines.getLineNumber(positions.getStartPosition(unit, body))
                        - 1;
            }
        });

        assertThat(tooLong).isEmpty();
    }

    @Test
    void shouldNeitherSleepNorMockNorDisableInTests() throws IOException {
        List<String> found = new ArrayList<>();
        parse(TEST, (unit, positions) -> new TreeScanner<Void, Void>() {
            @Override
            public Void visitImport(ImportTree tree, Void nothing) {
                String imported = tree.getQualifiedIdentifier().toString();
                report(imported.contains("mockito") || imported.endsWith(".sleep"), imported);
                return super.visitImport(tree, null);
            }

            @Override
            public Void visitMemberSelect(MemberSelectTree tree, Void nothing) {
                report(tree.getIdentifier().contentEquals("sleep"), tree.toString());
                return super.visitMemberSelect(tree, null);
            }

            @Override
            public Void visitAnnotation(AnnotationTree tree, Void nothing) {
                String type = tree.getAnnotationType().toString();
                report(type.equals("Disabled") || type.endsWith(".Disabled"), "@" + type);
                return super.visitAnnotation(tree, null);
            }

            private void report(boolean wrong, String what) {
                if (wrong) {
                    found.add(unit.getSourceFile().getName() + " uses " + what);
                }
            }
        });

        assertThat(found).isEmpty();
    }

    /** Makes a scanner for one source file. */
    private interface Scanner {
        TreeScanner<Void, Void> of(CompilationUnitTree unit, SourcePositions positions);
    }

    private static void parse(Path root, Scanner scanner) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(javaFiles(root)));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                scanner.of(unit, positions).scan(unit, null);
            }
        }
    }

    private static List<Path> javaFiles(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            assertThat(found).as("sources in %s", root).isNotEmpty();
            return found;
        }
    }
}
