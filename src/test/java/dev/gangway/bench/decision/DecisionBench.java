package dev.gangway.bench.decision;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Runs every policy through every scenario, with the same seeds, and writes down what came of it. */
public final class DecisionBench {
    private static final String OWN_SCENARIOS = "/bench/scenarios.json";

    private final Settings settings;
    private final List<Policy> policies;
    private final PrintStream progress;

    DecisionBench(Settings settings, List<Policy> all, PrintStream progress) {
        this.settings = settings;
        policies = Settings.chosen("policies", settings.policies(), all, Policy::name);
        this.progress = progress;
        if (policies.isEmpty()) {
            throw new IllegalArgumentException("There is no policy to measure");
        }
    }

    /** Runs as the system's properties say, and writes to a folder. */
    public static void run(Path folder) throws IOException {
        Settings settings = Settings.of(System.getProperties());
        List<Policy> policies = settings.ablation() ? Policies.ablation() : Policies.all();
        DecisionBench bench = new DecisionBench(settings, policies, System.out);
        Results results = bench.run();
        results.write(folder);
        System.out.println();
        System.out.println(results.text());
    }

    Results run() throws IOException {
        List<Scenario> scenarios = scenarios();
        Map<String, List<Recording>> recordings = recordings();
        List<Cell> cells = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            long began = System.nanoTime();
            List<Cell> row = cells(scenario);
            cells.addAll(row);
            report(row, began);
        }
        List<RecordingBench.Group> groups = new ArrayList<>();
        RecordingBench player = new RecordingBench(settings, policies);
        recordings.forEach((name, group) -> {
            long began = System.nanoTime();
            RecordingBench.Group played = player.play(name, group);
            groups.add(played);
            report(played.played().stream().map(RecordingBench.Played::cell).toList(), began);
        });
        return new Results(cells, groups);
    }

    /** By the name of their group; none where none are given or asked for. */
    private Map<String, List<Recording>> recordings() throws IOException {
        if (!settings.playsRecordings()) {
            return Map.of();
        }
        if (settings.recordings().isEmpty()) {
            progress.println("No recordings are given (-Dbench.recordings=DIR), so none are replayed.");
            return Map.of();
        }
        List<Recording> all = RecordingReader.readAll(settings.recordings().get());
        List<Recording> chosen = settings.scaled() ? all : RecordingBench.atNativeRate(all);
        if (chosen.size() < all.size()) {
            progress.printf(
                    "%d of %d recordings are others at a higher rate and left out (-Dbench.scaled=true plays them too).%n",
                    all.size() - chosen.size(), all.size());
        }
        return RecordingBench.groups(chosen);
    }

    private List<Scenario> scenarios() throws IOException {
        String json =
                settings.scenarios().isPresent() ? given(settings.scenarios().get()) : own();
        return settings.chosen(ScenarioReader.read(json));
    }

    private static String given(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("-Dbench.scenarios names %s, which is not a file".formatted(file));
        }
        return Files.readString(file);
    }

    private static String own() throws IOException {
        try (InputStream json = DecisionBench.class.getResourceAsStream(OWN_SCENARIOS)) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** All policies live through the same run one after the other, and the runs go side by side on all cores. */
    private List<Cell> cells(Scenario scenario) {
        List<List<Outcome>> runs = IntStream.range(0, settings.runs())
                .parallel()
                .mapToObj(run -> outcomes(scenario, run))
                .toList();
        List<Cell> row = new ArrayList<>();
        for (int i = 0; i < policies.size(); i++) {
            int policy = i;
            List<Outcome> outcomes = runs.stream().map(run -> run.get(policy)).toList();
            row.add(Cell.of(scenario.name(), policies.get(i).name(), scenario.healthy(), outcomes));
        }
        return row;
    }

    private List<Outcome> outcomes(Scenario scenario, int run) {
        Scene scene = new Scene(scenario, settings.seed(), run);
        return policies.stream()
                .map(policy -> Outcome.of(policy, scene.world(), () -> "run %d of %s with seed %d"
                        .formatted(run, scenario.name(), settings.seed())))
                .toList();
    }

    private void report(List<Cell> row, long began) {
        StringBuilder line = new StringBuilder(row.get(0).scenario()).append(": ");
        for (Cell cell : row) {
            line.append(String.format(
                    Locale.ROOT,
                    "%s %.1f %% back, %.0f exposed; ",
                    cell.policy(),
                    100 * cell.rollbackRate(),
                    cell.exposureMedian()));
        }
        progress.printf(Locale.ROOT, "%s%.1f s%n", line, (System.nanoTime() - began) / 1e9);
    }
}
