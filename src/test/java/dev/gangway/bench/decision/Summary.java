package dev.gangway.bench.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What the cells say about Gangway in a few lines: how many times more the others expose, and what is worst. An exposure counts as
 * one request at least, so that tiny ones do not decide.
 */
final class Summary {
    private final List<Cell> cells;
    private final List<Cell> ours;
    private final Set<String> others = new LinkedHashSet<>();

    private Summary(List<Cell> cells) {
        this.cells = cells;
        ours = cells.stream()
                .filter(cell -> cell.policy().equals(Policies.GANGWAY))
                .toList();
        cells.stream()
                .map(Cell::policy)
                .filter(policy -> !policy.equals(Policies.GANGWAY))
                .forEach(others::add);
    }

    /** The summary of a run; it has no line for what did not take part. */
    static String of(List<Cell> cells) {
        Summary summary = new Summary(cells);
        List<String> lines = new ArrayList<>();
        summary.exposure(lines);
        summary.worstOfBad(lines);
        summary.worstOfHealthy(lines);
        return String.join(System.lineSeparator(), lines);
    }

    private void exposure(List<String> lines) {
        List<Cell> bad = ours.stream().filter(cell -> !cell.healthy()).toList();
        if (bad.isEmpty() || others.isEmpty()) {
            return;
        }
        for (String other : others) {
            lines.add("exposure of %s / gangway, geometric mean: %s"
                    .formatted(other, times(mean(bad, cell -> exposure(cell, other)))));
        }
        lines.add("exposure of the best of them, scenario by scenario / gangway, geometric mean: %s"
                .formatted(times(mean(bad, this::bestOfOthers))));
        Cell worst = bad.stream()
                .max(Comparator.comparingDouble(cell -> atLeastOne(cell) / bestOfOthers(cell)))
                .orElseThrow();
        lines.add("worst exposure of gangway / the best of them: %s in %s"
                .formatted(times(atLeastOne(worst) / bestOfOthers(worst)), worst.scenario()));
    }

    private void worstOfBad(List<String> lines) {
        ours.stream()
                .filter(cell -> !cell.healthy())
                .min(Comparator.comparingDouble(Cell::rollbackRate))
                .ifPresent(worst -> lines.add(String.format(
                        Locale.ROOT,
                        "least of gangway's bad shifts rolled back: %.1f %% in %s",
                        100 * worst.rollbackRate(),
                        worst.scenario())));
    }

    private void worstOfHealthy(List<String> lines) {
        List<Cell> healthy = ours.stream().filter(Cell::healthy).toList();
        healthy.stream()
                .max(Comparator.comparingDouble(Cell::rollbackRate))
                .ifPresent(worst -> lines.add(String.format(
                        Locale.ROOT,
                        "most of gangway's healthy shifts rolled back: %.1f %% [%.1f, %.1f] in %s",
                        100 * worst.rollbackRate(),
                        100 * worst.rollbackLow(),
                        100 * worst.rollbackHigh(),
                        worst.scenario())));
        healthy.stream()
                .filter(cell -> cell.completionMedianSeconds() != null)
                .max(Comparator.comparingDouble(Cell::completionMedianSeconds))
                .ifPresent(slowest -> lines.add(String.format(
                        Locale.ROOT,
                        "slowest of gangway's healthy shifts: %.0f s in %s",
                        slowest.completionMedianSeconds(),
                        slowest.scenario())));
    }

    /** The geometric mean of how many times gangway's exposure something is. */
    private static double mean(List<Cell> ours, ToDoubleFunction<Cell> theirs) {
        return Math.exp(ours.stream()
                .mapToDouble(cell -> Math.log(theirs.applyAsDouble(cell) / atLeastOne(cell)))
                .average()
                .orElseThrow());
    }

    private double bestOfOthers(Cell our) {
        return others.stream().mapToDouble(other -> exposure(our, other)).min().orElseThrow();
    }

    private double exposure(Cell our, String other) {
        Optional<Cell> theirs = cells.stream()
                .filter(cell ->
                        cell.scenario().equals(our.scenario()) && cell.policy().equals(other))
                .findAny();
        return atLeastOne(theirs.orElseThrow());
    }

    private static double atLeastOne(Cell cell) {
        return Math.max(1, cell.exposureMedian());
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, ratio < 10 ? "%.2f" : "%.0f", ratio);
    }
}
