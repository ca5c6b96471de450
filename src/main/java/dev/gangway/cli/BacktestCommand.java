package dev.gangway.cli;

import dev.gangway.control.RefusedException;
import dev.gangway.control.backtest.BacktestReport;
import dev.gangway.control.backtest.Backtests;
import dev.gangway.control.backtest.NoRecordException;
import dev.gangway.control.backtest.PastSpan;
import dev.gangway.domain.shift.ShiftPlan;
import dev.gangway.domain.traffic.ClusterName;
import dev.gangway.domain.traffic.ServiceRef;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gangway backtest}: what a policy would have done to a service in the past. */
@Command(
        name = "backtest",
        description = {
            "Plays placebo shifts over the recorded past of a service, the service against itself, and says how often a"
                    + " policy would have rolled back for nothing, how long a healthy shift would take, and what"
                    + " regressions would cost. Reads Prometheus only; changes nothing."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  gangway backtest --prometheus http://localhost:9090 \\",
            "    --service shop/checkout --from 24h \\",
            "    --policy kubernetes/samples/shift-policy.yaml"
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:refused or failed", "2:wrong usage"})
final class BacktestCommand extends GangwayCommand {
    private static final int MOST_SERVERS = 50;
    private static final long LONGEST_POLICY = 1 << 20;

    @Option(
            names = "--prometheus",
            required = true,
            paramLabel = "URL",
            description = "Prometheus of a cluster with clients of the service; again for each such cluster.")
    private List<URI> prometheuses;

    @Option(names = "--service", required = true, paramLabel = "NS/NAME", description = "The service.")
    private String service;

    @Option(
            names = "--source",
            paramLabel = "CLUSTER",
            description = "The cluster whose traffic is played; default: the one that served most of it.")
    private Optional<String> source = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "2025-01-15T10:00:00Z, or how long ago: 24h, 1d12h; default: 24h before the end.")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "TIME", description = "The same; default: now.")
    private Optional<String> to = Optional.empty();

    @Option(names = "--policy", paramLabel = "FILE", description = "A ShiftPolicy as YAML; default: the defaults.")
    private Optional<Path> policy = Optional.empty();

    @Option(
            names = "--placebos",
            paramLabel = "N",
            defaultValue = "100",
            description = "Shifts to play in each scenario, 1 to 500; default: ${DEFAULT-VALUE}.")
    private int placebos;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed plays the same shifts; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--bearer-token-file",
            paramLabel = "FILE",
            description = "A token that is shown to each Prometheus.")
    private Optional<Path> bearerToken = Optional.empty();

    @Mixin
    private OutputOption output;

    BacktestCommand(Outside outside) {
        super(outside);
    }

    @Override
    public Integer call() {
        try {
            Backtests.Question question = question();
            Backtests backtests = new Backtests(
                    option("--prometheus", () -> outside().history(servers(), bearerToken.map(this::readable))));
            PastSpan span = question.span();
            talk("reading %s from %s to %s, then playing %d shifts"
                    .formatted(question.service(), span.from(), span.to(), placebos));
            long began = System.nanoTime();
            BacktestReport report = backtests.play(question);
            talk("took %.1f s"
                    .formatted(Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0));
            print(output.text(outside(), () -> BacktestTable.of(report) + "\n", () -> outside()
                    .json(report)));
            return ExitCodes.DONE;
        } catch (RefusedException refused) {
            if (refused.kind() == RefusedException.Kind.INVALID) {
                throw wrong("--%s: %s".formatted(refused.field(), refused.getMessage()));
            }
            talk("refused: " + refused.getMessage());
            return ExitCodes.FAILED;
        } catch (NoRecordException nothing) {
            talk("failed: " + nothing.getMessage());
            return ExitCodes.FAILED;
        }
    }

    private Backtests.Question question() {
        ServiceRef of = option("--service", () -> Services.read(service));
        Optional<ClusterName> cluster = option("--source", () -> source.map(ClusterName::new));
        Optional<String> yaml = policy.map(this::text);
        Function<ClusterName, ShiftPlan> plan =
                name -> option("--policy", () -> outside().plan(of, name, Backtests.NOWHERE, yaml));
        return new Backtests.Question(
                of,
                PastSpan.of(from, to, outside().clock().instant().truncatedTo(ChronoUnit.SECONDS)),
                cluster,
                placebos,
                seed,
                plan);
    }

    private List<URI> servers() {
        if (prometheuses.size() > MOST_SERVERS) {
            throw new IllegalArgumentException("at most " + MOST_SERVERS + " of them");
        }
        return prometheuses;
    }

    private Path readable(Path file) {
        if (!Files.isReadable(file)) {
            throw wrong("--bearer-token-file: %s can't be read: name a file that can".formatted(file));
        }
        return file;
    }

    private String text(Path file) {
        try {
            if (Files.size(file) > LONGEST_POLICY) {
                throw wrong("--policy: %s is longer than 1 MiB: name a file with one ShiftPolicy".formatted(file));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw wrong("--policy: %s can't be read as text: name a file with one ShiftPolicy".formatted(file));
        }
    }
}
