package dev.gangway.domain.shift;

import static java.util.Objects.requireNonNull;

import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.analysis.Signal;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.Ladder;
import dev.gangway.domain.traffic.Protocol;
import dev.gangway.domain.traffic.ServiceRef;
import dev.gangway.domain.traffic.TrafficSplit;
import dev.gangway.domain.traffic.Weight;
import java.util.List;
import java.util.Optional;

/**
 * What one shift is to do, complete with the defaults of its policy.
 *
 * @param id which shift
 * @param service what is moved
 * @param source where it comes from
 * @param destination where it goes
 * @param ladder the weights on the way
 * @param pacing how long each takes at least
 * @param objectives what the destination must keep
 * @param subsetLabel how the subsets tell the clusters' pods apart
 * @param onDelete what becomes of the routes when the shift is deleted
 * @param mode whether traffic is moved, or only judged
 * @param previews what the destination gets before the first step, in the order of {@link Preview}
 * @param mirrors what becomes of mirrors to the service that stand
 * @param precautions what is looked at before traffic moves
 * @param gating what a way forward asks for besides evidence
 */
public record ShiftPlan(
        ShiftId id,
        ServiceRef service,
        ClusterName source,
        ClusterName destination,
        Ladder ladder,
        Pacing pacing,
        Objectives objectives,
        SubsetLabel subsetLabel,
        OnDelete onDelete,
        Mode mode,
        List<PreviewStep> previews,
        Mirrors mirrors,
        Precautions precautions,
        Gating gating) {

    /** The endpoint label that a subset selects by; Istio adds both to every endpoint. */
    public enum SubsetLabel {
        /** {@code topology.istio.io/network}: the clusters of one network move together. */
        NETWORK,
        /** {@code topology.istio.io/cluster}: for clusters that share a network. */
        CLUSTER
    }

    /** What becomes of the routes. */
    public enum OnDelete {
        /** They keep the last split. */
        KEEP,
        /** What Gangway made is removed, routes first, the destination's subsets last. */
        RESTORE
    }

    /** What becomes of mirrors to the service that others have in their routes. */
    public enum Mirrors {
        /** They stay as they are: their answers are thrown away. */
        KEEP,
        /** They are divided like the requests. */
        SPLIT
    }

    /** Whether traffic is moved. */
    public enum Mode {
        /** It is. */
        SHIFT,
        /** It is judged and told what would be done, and nothing moves. */
        OBSERVE
    }

    /** Needs all parts and two different clusters. */
    public ShiftPlan {
        requireNonNull(id, "id");
        requireNonNull(service, "service");
        requireNonNull(ladder, "ladder");
        requireNonNull(pacing, "pacing");
        requireNonNull(objectives, "objectives");
        requireNonNull(subsetLabel, "subsetLabel");
        requireNonNull(onDelete, "onDelete");
        requireNonNull(mode, "mode");
        requireNonNull(mirrors, "mirrors");
        requireNonNull(precautions, "precautions");
        requireNonNull(gating, "gating");
        previews = List.copyOf(previews);
        for (int index = 1; index < previews.size(); index++) {
            if (previews.get(index - 1).preview().compareTo(previews.get(index).preview()) >= 0) {
                throw new IllegalArgumentException("one mirror and then one header at most, not " + previews);
            }
        }
        if (!previews.isEmpty() && objectives.protocol() == Protocol.TCP) {
            throw new IllegalArgumentException("connections can't be previewed, only requests");
        }
        if (requireNonNull(source, "source").equals(requireNonNull(destination, "destination"))) {
            throw new IllegalArgumentException("source and destination are both '" + source + "'");
        }
    }

    /** Without previews; mirrors stay; the usual precautions; nothing is asked for besides evidence. */
    public ShiftPlan(
            ShiftId id,
            ServiceRef service,
            ClusterName source,
            ClusterName destination,
            Ladder ladder,
            Pacing pacing,
            Objectives objectives,
            SubsetLabel subsetLabel,
            OnDelete onDelete,
            Mode mode) {
        this(
                id,
                service,
                source,
                destination,
                ladder,
                pacing,
                objectives,
                subsetLabel,
                onDelete,
                mode,
                List.of(),
                Mirrors.KEEP,
                Precautions.DEFAULT,
                Gating.NONE);
    }

    /** The same with others. */
    public ShiftPlan with(List<PreviewStep> steps, Mirrors others) {
        return new ShiftPlan(
                id,
                service,
                source,
                destination,
                ladder,
                pacing,
                objectives,
                subsetLabel,
                onDelete,
                mode,
                steps,
                others,
                precautions,
                gating);
    }

    /** The same with others. */
    public ShiftPlan with(Precautions others) {
        return new ShiftPlan(
                id,
                service,
                source,
                destination,
                ladder,
                pacing,
                objectives,
                subsetLabel,
                onDelete,
                mode,
                previews,
                mirrors,
                others,
                gating);
    }

    /** The same with another. */
    public ShiftPlan with(Gating other) {
        return new ShiftPlan(
                id,
                service,
                source,
                destination,
                ladder,
                pacing,
                objectives,
                subsetLabel,
                onDelete,
                mode,
                previews,
                mirrors,
                precautions,
                other);
    }

    /** The mirrored preview, where there is one. */
    Optional<Preview> mirror() {
        return previews.stream()
                .map(PreviewStep::preview)
                .filter(Preview.Mirror.class::isInstance)
                .findFirst();
    }

    /** The preview with a header, where there is one. */
    Optional<Preview> header() {
        return previews.stream()
                .map(PreviewStep::preview)
                .filter(Preview.Header.class::isInstance)
                .findFirst();
    }

    /** The split that gives the destination so much. */
    public TrafficSplit split(Weight toDestination) {
        return new TrafficSplit(source, destination, toDestination);
    }

    /** What is counted of the service to judge it. */
    public Counting counting() {
        return objectives.counting();
    }

    /** What the service's clients speak: what is divided between the clusters. */
    public Protocol protocol() {
        return objectives.protocol();
    }

    /**
     * What is counted while this stands: requests as servers count them where they are mirrored, since the answers to those don't
     * pass the filter that counts in the clients' proxies.
     */
    public Counting counting(Optional<RouteTarget> target) {
        boolean mirrored = target.flatMap(RouteTarget::preview)
                .filter(Preview.Mirror.class::isInstance)
                .isPresent();
        return mirrored ? new Counting(Signal.REQUESTS_RECEIVED, objectives.failures()) : counting();
    }

    /** All traffic at the source. */
    public TrafficSplit baseline() {
        return split(Weight.NONE);
    }
}
