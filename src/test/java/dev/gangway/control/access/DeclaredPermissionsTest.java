package dev.gangway.control.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every operation says what it takes: one that does not is refused to everybody. */
class DeclaredPermissionsTest {
    private static final JavaClasses GANGWAY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.gangway");

    /** The simulation has no callers but who works on it, and is not in production. */
    private static List<JavaMethod> operations() {
        return GANGWAY.stream()
                .filter(type -> !type.getPackageName().startsWith("dev.gangway.sim"))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isMetaAnnotatedWith("jakarta.ws.rs.HttpMethod"))
                .toList();
    }

    @Test
    void shouldDeclareWhatEveryOperationTakes() {
        assertThat(operations()).hasSizeGreaterThan(25).allSatisfy(operation -> assertThat(
                        operation.isAnnotatedWith(Needs.class))
                .as("@Needs of %s", operation.getFullName())
                .isTrue());
    }

    @Test
    void shouldHaveAnOperationForEveryPermission() {
        // One is asked for beside another, for one field of a body.
        assertThat(Stream.concat(
                        Stream.of(Permission.NAME_API_SERVER),
                        operations().stream().map(operation -> operation
                                .getAnnotationOfType(Needs.class)
                                .value())))
                .containsAll(Arrays.asList(Permission.values()));
    }

    @Test
    void shouldTakeAPermissionToChangeForWhatChangesSomething() {
        assertThat(operations())
                .filteredOn(operation -> !operation.isAnnotatedWith("jakarta.ws.rs.GET"))
                .filteredOn(operation ->
                        !operation.getAnnotationOfType(Needs.class).value().isChange())
                // It takes a body, and writes nothing.
                .extracting(JavaMethod::getName)
                .containsExactly("before");
    }
}
