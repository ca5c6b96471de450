package dev.gangway.adapter.istio.weave;

import dev.gangway.domain.traffic.Weight;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The mirrors of one http route, with strands and without. A mirror to a service whose strand divides them becomes one for each
 * cluster that has a share; a preview's mirrors come after all others.
 */
final class Mirroring {
    private static final BigDecimal PER_MILLE = BigDecimal.valueOf(1000);

    private final Collection<Strand> strands;
    private final List<Mirror> standing;

    private Mirroring(Route route, Collection<Strand> strands) {
        this.strands = strands;
        standing = route.mirrors();
    }

    /**
     * Those of a route that has no strand; empty where they stay as they are.
     *
     * @param woven takes the strands that divide one
     */
    static Optional<List<Mirror>> woven(Route route, Collection<Strand> strands, Set<Strand> woven) {
        if (!route.isHttp() || strands.stream().noneMatch(Strand::isInMirrors)) {
            return Optional.empty();
        }
        List<Strand> dividing = new ArrayList<>();
        List<Mirror> mirrors = new ArrayList<>(new Mirroring(route, strands).divided(dividing));
        int before = mirrors.size();
        strands.forEach(strand -> mirrors.addAll(PreviewMirrors.of(route, strand)));
        woven.addAll(dividing);
        return dividing.isEmpty() && mirrors.size() == before ? Optional.empty() : Optional.of(mirrors);
    }

    /** Those of a route with strands as they are without any; empty where no strand is in them. */
    static Optional<List<Mirror>> unwoven(Route route, Collection<Strand> strands) {
        return route.isHttp() && strands.stream().anyMatch(Strand::isInMirrors)
                ? new Mirroring(route, strands).unwoven()
                : Optional.empty();
    }

    private List<Mirror> divided(List<Strand> dividing) {
        List<Mirror> mirrors = new ArrayList<>();
        for (Mirror mirror : standing) {
            Optional<Strand> strand = mirror.destination().strand(strands).filter(Strand::splitsMirrors);
            strand.ifPresent(dividing::add);
            mirrors.addAll(strand.map(of -> divided(mirror, of)).orElse(List.of(mirror)));
        }
        return mirrors;
    }

    private static List<Mirror> divided(Mirror mirror, Strand strand) {
        SubsetNames names = strand.names();
        String base = mirror.destination().subset();
        names.problem(base).ifPresent(problem -> {
            throw mirror.destination().refuseSubset(problem);
        });
        List<Mirror> parts = new ArrayList<>();
        strand.split().shares().forEach((cluster, share) -> {
            if (!share.equals(Weight.NONE)) {
                BigDecimal part = BigDecimal.valueOf(share.permille()).divide(PER_MILLE);
                parts.add(mirror.to(names.of(base, cluster)).at(mirror.percent().multiply(part)));
            }
        });
        return parts;
    }

    private Optional<List<Mirror>> unwoven() {
        List<Mirror> left = new ArrayList<>(standing);
        if (left.stream().allMatch(mirror -> mirror.part(strands).isEmpty())) {
            return Optional.empty();
        }
        List<Mirror> whole = new ArrayList<>();
        while (!left.isEmpty()) {
            Mirror first = left.remove(0);
            Optional<Mirror.Part> part = first.part(strands);
            if (part.isEmpty()) {
                whole.add(first);
            } else if (!part.get().isPreview()) {
                whole.add(joined(first, part.get(), left));
            }
        }
        return Optional.of(whole);
    }

    /** With its other half, which is taken from those that are left. */
    private Mirror joined(Mirror first, Mirror.Part part, List<Mirror> left) {
        Mirror whole = first.to(part.names().base());
        Optional<Mirror> twin = left.stream()
                .filter(other -> other.part(strands)
                        .filter(found -> part.isOtherHalf(found)
                                && whole.isToWhere(other.to(found.names().base())))
                        .isPresent())
                .findFirst();
        twin.ifPresent(left::remove);
        return whole.at(whole.percent().add(twin.map(Mirror::percent).orElse(BigDecimal.ZERO)));
    }
}
