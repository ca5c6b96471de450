package dev.gangway.cli;

import dev.gangway.domain.shift.ShiftId;
import java.util.Optional;
import picocli.CommandLine.Option;

/** In which namespace something is. */
final class NamespaceOption {
    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            completionCandidates = LiveNames.Namespaces.class,
            description = "default: the context's, or default.")
    private Optional<String> namespace = Optional.empty();

    /** The one that is given, or else the context's. */
    String of(ServerCommand command) {
        return namespace.orElseGet(command::usualNamespace);
    }

    /** The shift of {@code NAME}, or of {@code NAMESPACE/NAME}, as lists of all namespaces have it. */
    ShiftId shift(String text, ServerCommand command) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return new ShiftId(of(command), text);
        }
        String named = text.substring(0, slash);
        if (namespace.isPresent() && !namespace.get().equals(named)) {
            throw command.wrong("'%s' is not in namespace %s: give either".formatted(text, namespace.get()));
        }
        return new ShiftId(named, text.substring(slash + 1));
    }
}
