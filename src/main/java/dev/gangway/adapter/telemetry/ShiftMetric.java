package dev.gangway.adapter.telemetry;

import dev.gangway.domain.shift.ShiftId;
import io.prometheus.client.Collector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One metric of all shifts, whose values are made when Prometheus asks for them: meters that are held for each shift would be a
 * quarter of all that Gangway holds of it (docs/performance.md).
 */
final class ShiftMetric extends Collector {
    private final String name;
    private final Type type;
    private final String help;
    private final List<String> labels;

    /** Of the labels by their names, as Micrometer has them: where each stands among those that are given. */
    private final List<Integer> order;

    private final Function<ShiftMeter, Stream<Value>> values;
    private final Supplier<Collection<ShiftMeter>> shifts;

    /**
     * One value of one shift.
     *
     * @param suffix what its sample's name has after that of the metric
     * @param labels the values of the metric's own labels
     */
    record Value(String suffix, List<String> labels, double value) {
        static Value of(double value, String... labels) {
            return new Value("", List.of(labels), value);
        }

        static Value of(boolean value) {
            return of(value ? 1 : 0);
        }
    }

    /** @param labels those of the metric's own, beside the shift's namespace and name */
    ShiftMetric(
            String name,
            Type type,
            String help,
            List<String> labels,
            Function<ShiftMeter, Stream<Value>> values,
            Supplier<Collection<ShiftMeter>> shifts) {
        this.name = name;
        this.type = type;
        this.help = help;
        List<String> unsorted =
                Stream.concat(Stream.of("namespace", "shift"), labels.stream()).toList();
        this.order = IntStream.range(0, unsorted.size())
                .boxed()
                .sorted(Comparator.comparing(unsorted::get))
                .toList();
        this.labels = order.stream().map(unsorted::get).toList();
        this.values = values;
        this.shifts = shifts;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        List<MetricFamilySamples.Sample> samples = new ArrayList<>();
        shifts.get().forEach(shift -> values.apply(shift)
                .forEach(value -> samples.add(sample(shift.latest().id(), value))));
        return List.of(new MetricFamilySamples(name, type, help, samples));
    }

    private MetricFamilySamples.Sample sample(ShiftId id, Value value) {
        List<String> unsorted = new ArrayList<>(labels.size());
        unsorted.add(id.namespace());
        unsorted.add(id.name());
        unsorted.addAll(value.labels());
        List<String> sorted = order.stream().map(unsorted::get).toList();
        return new MetricFamilySamples.Sample(name + value.suffix(), labels, sorted, value.value());
    }
}
