package dev.gangway.cli;

import dev.gangway.cli.shift.ShiftSeen;
import dev.gangway.domain.shift.ShiftId;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Names that only a server knows, for completion. There are none until it is said who is to be asked. */
abstract class LiveNames implements Iterable<String> {
    private Optional<Function<LiveNames, List<String>>> source = Optional.empty();

    /** Whom to ask, when somebody looks at the names, and not before. */
    final void from(Function<LiveNames, List<String>> asked) {
        source = Optional.of(asked);
    }

    @Override
    public final Iterator<String> iterator() {
        return source.map(asked -> asked.apply(this)).orElse(List.of()).iterator();
    }

    /** As a server knows them. */
    abstract List<String> names(dev.gangway.cli.shift.Shifts shifts, String namespace);

    /** Of the shifts of a namespace. */
    static final class Shifts extends LiveNames {
        @Override
        List<String> names(dev.gangway.cli.shift.Shifts shifts, String namespace) {
            return shifts.list(Optional.of(namespace)).stream()
                    .map(ShiftSeen::id)
                    .map(ShiftId::name)
                    .toList();
        }
    }

    /** Of the namespaces that have shifts. */
    static final class Namespaces extends LiveNames {
        @Override
        List<String> names(dev.gangway.cli.shift.Shifts shifts, String namespace) {
            return shifts.list(Optional.empty()).stream()
                    .map(shift -> shift.id().namespace())
                    .distinct()
                    .toList();
        }
    }

    /** Of the MeshClusters. */
    static final class Clusters extends LiveNames {
        @Override
        List<String> names(dev.gangway.cli.shift.Shifts shifts, String namespace) {
            return shifts.clusters();
        }
    }
}
