package dev.gangway.adapter.crd;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** One service's move from its source to its destination cluster. */
@Group(Api.GROUP)
@Version(Api.VERSION)
@Singular("trafficshift")
@Plural("trafficshifts")
@ShortNames("tshift")
@AdditionalPrinterColumn(name = "Service", jsonPath = ".spec.service")
@AdditionalPrinterColumn(name = "From", jsonPath = ".spec.source")
@AdditionalPrinterColumn(name = "To", jsonPath = ".spec.destination")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(
        name = "Weight",
        jsonPath = ".status.destinationPercent",
        type = AdditionalPrinterColumn.Type.NUMBER)
@AdditionalPrinterColumn(name = "Verdict", jsonPath = ".status.verdict")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Mode", jsonPath = ".spec.mode", priority = 1)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.reason.text", priority = 1)
public class TrafficShift extends CustomResource<TrafficShiftSpec, TrafficShiftStatus> implements Namespaced {
    private static final long serialVersionUID = 1;

    /** The status, where it is held so; null where it is held as an object. */
    private transient PackedStatus packed;

    /**
     * Holds the status in a tenth of the memory from now on, and nothing about who has written which field, which nobody asks for.
     * An API server keeps that when it is not sent back.
     */
    TrafficShift pack() {
        if (packed == null && status != null) {
            packed = PackedStatus.of(status);
            status = null;
        }
        getMetadata().setManagedFields(null);
        return this;
    }

    boolean isPacked() {
        return packed != null;
    }

    /** Made anew by each call where it is packed. */
    @Override
    public TrafficShiftStatus getStatus() {
        return packed == null ? super.getStatus() : packed.status();
    }

    /** Whether it has been given a phase. Asked for each shift in each round, so that nothing is unpacked for it. */
    boolean hasBegun() {
        return packed == null ? status != null && status.position() != null : packed.begun();
    }

    /** Asked for with each write of a status. */
    ConditionTimes conditionTimes() {
        if (packed != null) {
            return packed.conditionTimes();
        }
        return status == null ? ConditionTimes.NONE : ConditionTimes.of(status.conditions());
    }

    /** What stands when the status of this one, and nothing else, was written: all else is shared. */
    TrafficShift withStatus(PackedStatus written, String resourceVersion) {
        TrafficShift now = new TrafficShift();
        now.setMetadata(new ObjectMetaBuilder(getMetadata())
                .withResourceVersion(resourceVersion)
                .build());
        now.setSpec(getSpec());
        now.packed = written;
        return now.pack();
    }

    @Override
    public void setStatus(TrafficShiftStatus status) {
        packed = null;
        super.setStatus(status);
    }

    @Override
    protected TrafficShiftSpec initSpec() {
        return null;
    }

    @Override
    protected TrafficShiftStatus initStatus() {
        return null;
    }
}
