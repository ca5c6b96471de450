package dev.gangway.adapter.prometheus;

import static java.util.stream.Collectors.groupingBy;

import dev.gangway.domain.analysis.Counting;
import dev.gangway.domain.analysis.Reading.Problem;
import dev.gangway.domain.traffic.ServiceRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One round of queries to one server: its now, then all else at once, at one instant of its own clock. */
final class ServerRound {
    /** Longer than any usual scrape interval is late: used to find out whether the server watched, until one is seen. */
    private static final Duration WATCH = Duration.ofMinutes(3);

    private static final Duration LEAST_WATCH = Duration.ofMinutes(1);

    /** A server that scrapes often and was busy for a moment is not behind. */
    private static final Duration LEAST_AGE = Duration.ofSeconds(10);

    /** Batches asked beside each other: a Prometheus evaluates 20 queries at a time, and all answers at once need much room. */
    private static final int AT_A_TIME = 8;

    /** What one timeout is enough for. */
    private static final int SERVICES_OF_A_TIMEOUT = 2_000;

    private final PrometheusClient client;
    private final PrometheusSettings settings;
    private final PrometheusServer server;
    private final ServerMemory memory;
    private final List<ServiceRef> services;
    private final Map<ServiceRef, Counting> countings;
    private final long began = System.nanoTime();

    /**
     * Prepares a round.
     *
     * @param services at least one, and what is counted of each
     */
    ServerRound(
            PrometheusClient client,
            PrometheusSettings settings,
            PrometheusServer server,
            ServerMemory memory,
            Map<ServiceRef, Counting> services) {
        this.client = client;
        this.settings = settings;
        this.server = server;
        this.memory = memory;
        this.services = services.keySet().stream()
                .sorted(Comparator.comparing(ServiceRef::host))
                .toList();
        countings = services;
    }

    /** Asks. Does not fail, and ends within what is {@link #allowed}. */
    CompletableFuture<ServerReading> run() {
        return ask(PromQl.NOW, "scalar", OptionalLong.empty())
                .thenCompose(now -> {
                    double seconds = Row.number(now.result().path(1).asText());
                    if (!(seconds > 0 && seconds < Long.MAX_VALUE / 1000d)) {
                        return CompletableFuture.completedFuture(lacking(Problem.FAILED, "answered no time to time()"));
                    }
                    return at(Math.round(seconds * 1000) - settings.delay().toMillis());
                })
                .exceptionally(failure -> new ServerReading.Lacking(
                        server.name(), memory, Problem.FAILED, QueryFailedException.sentence(server, failure)));
    }

    private CompletableFuture<ServerReading> at(long instant) {
        long window = window(instant);
        if (window <= 0) {
            return CompletableFuture.completedFuture(behindTheLastWindow(instant, window));
        }
        OptionalLong at = OptionalLong.of(instant);
        ServiceRef probe = memory.nextProbe(services);
        // It costs no count when this one fails, so the round goes on without it.
        var spacing = ask(PromQl.samples(probe, countings.get(probe).signal()), "matrix", at)
                .thenApply(answer ->
                        memory.probed(probe, ScrapeSpacing.of(answer.result()).map(ScrapeSpacing::usual)))
                .exceptionally(failure -> memory);
        var age = ask(PromQl.age(probe, countings.get(probe).signal()), "vector", at);
        var watched = ask(PromQl.watched(watchLookback(), window), "vector", at);
        BatchSum counted = new BatchSum();
        var batches = Stream.concat(counts(at, window), durations(at, window)).toList();
        List<CompletableFuture<Void>> strands = IntStream.range(0, Math.min(AT_A_TIME, batches.size()))
                .mapToObj(strand -> oneByOne(batches, strand, counted))
                .toList();
        return CompletableFuture.allOf(Stream.concat(Stream.of(spacing, age, watched), strands.stream())
                        .toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> reading(instant, window, spacing.join(), age.join(), watched.join(), counted));
    }

    private Stream<Supplier<CompletableFuture<Taken>>> counts(OptionalLong at, long window) {
        return batches(services, Counting::signal)
                .map(batch -> () -> ask(
                                PromQl.counts(batch, counting(batch).signal(), settings.lookback(), window),
                                "vector",
                                at)
                        .thenApply(answer -> new Taken(answer, ServerTally::add)));
    }

    /** Of which the same answers count as failed, too, since a query of durations leaves those out. */
    private Stream<Supplier<CompletableFuture<Taken>>> durations(OptionalLong at, long window) {
        List<ServiceRef> timed = services.stream()
                .filter(service -> countings.get(service).hasDurations())
                .toList();
        return batches(timed, counting -> counting)
                .map(batch ->
                        () -> ask(PromQl.durations(batch, counting(batch), settings.lookback(), window), "vector", at)
                                .thenApply(answer -> new Taken(answer, ServerTally::addBucket)));
    }

    /** An answer, and what is done with each row of it. */
    private record Taken(Answer answer, BiConsumer<ServerTally, Row> adds) {}

    /** Every {@code AT_A_TIME}th batch from one on, each when the one before was counted. */
    private static CompletableFuture<Void> oneByOne(
            List<Supplier<CompletableFuture<Taken>>> batches, int first, BatchSum counted) {
        CompletableFuture<Void> strand = CompletableFuture.completedFuture(null);
        for (int batch = first; batch < batches.size(); batch += AT_A_TIME) {
            Supplier<CompletableFuture<Taken>> next = batches.get(batch);
            strand = strand.thenCompose(done -> next.get()).thenAccept(counted::take);
        }
        return strand;
    }

    /** What the batches add up to so far: no answer is kept, however many there are. */
    private final class BatchSum {
        private final ServerTally tally = new ServerTally(server.name(), countings);
        private final List<String> warnings = new ArrayList<>();

        synchronized void take(Taken taken) {
            warnings.addAll(taken.answer().warnings());
            taken.answer().rows().forEach(row -> taken.adds().accept(tally, row));
        }
    }

    /**
     * What a server that does not scrape any more shows no growth of would be counted later, as of another time; and where samples
     * come in late, both ends of a window show the same one. The time is made up for: the next window begins where the last one ended.
     */
    private Optional<String> behind(ServerMemory probed, Answer age) {
        if (age.rows().isEmpty()) {
            return Optional.of("Prometheus of " + server.name() + " watches no target any more");
        }
        Duration twice =
                probed.scrapeInterval().orElse(ScrapeSpacing.ASSUMED.usual()).multipliedBy(2);
        Duration most = twice.compareTo(LEAST_AGE) > 0 ? twice : LEAST_AGE;
        Duration since = Duration.ofMillis(Math.round(age.rows().get(0).value() * 1000));
        return since.compareTo(most) > 0
                ? Optional.of("the newest sample that Prometheus of " + server.name() + " has is " + Words.of(since)
                        + " old by its clock, and may be " + Words.of(most))
                : Optional.empty();
    }

    private ServerReading reading(
            long instant, long window, ServerMemory probed, Answer age, Answer watched, BatchSum counted) {
        List<String> warnings = Stream.of(age.warnings(), watched.warnings(), counted.warnings)
                .flatMap(List::stream)
                .toList();
        if (!warnings.isEmpty()) {
            return lacking(Problem.PARTIAL, "answered in part: " + Words.together(warnings));
        }
        if (watched.rows().isEmpty()) {
            // What came before can't be made up for, so the next window begins here.
            return new ServerReading.Lacking(
                    server.name(),
                    probed.readUpTo(instant, memory.invalid()),
                    Problem.PARTIAL,
                    "Prometheus of " + server.name() + " has no 'up' of any target from "
                            + Words.of(Duration.ofMillis(window)) + " ago: it was not watching when the window began");
        }
        Optional<String> behind = behind(probed, age);
        if (behind.isPresent()) {
            return new ServerReading.Lacking(server.name(), probed, Problem.PARTIAL, behind.get());
        }
        ServerTally tally = counted.tally;
        // Growth since a value that was no number would be the whole counter.
        var invalidNow = tally.invalid().keySet();
        tally.startedInvalid(memory.invalid());
        return new ServerReading.Counted(
                server.name(),
                probed.readUpTo(instant, invalidNow),
                Duration.ofMillis(window),
                tally.counts(),
                tally.invalid());
    }

    private ServerReading behindTheLastWindow(long instant, long window) {
        return new ServerReading.Lacking(
                server.name(),
                memory.readUpTo(instant, memory.invalid()),
                Problem.PARTIAL,
                "the clock of Prometheus of " + server.name() + " stands " + Words.of(Duration.ofMillis(-window))
                        + " behind the end of the last window");
    }

    /** Since the last reading; anew after a gap that is too long to be called one window. */
    private long window(long instant) {
        long first = settings.firstWindow().toMillis();
        if (memory.readUpTo().isEmpty()) {
            return first;
        }
        long since = instant - memory.readUpTo().getAsLong();
        return since > settings.maxWindow().toMillis() ? first : since;
    }

    /**
     * Shorter than the lookback of the counts, so that a server that was itself down for a while is not taken to have
     * watched: what its targets counted meanwhile would all seem to be of this window.
     */
    private Duration watchLookback() {
        Duration enough = memory.scrapeInterval()
                .map(interval -> interval.multipliedBy(3))
                .map(thrice -> thrice.compareTo(LEAST_WATCH) > 0 ? thrice : LEAST_WATCH)
                .orElse(WATCH);
        return enough.compareTo(settings.lookback()) < 0 ? enough : settings.lookback();
    }

    private CompletableFuture<Answer> ask(String promQl, String type, OptionalLong at) {
        Duration one = settings.timeout();
        Duration left = allowed(one, services.size()).minusNanos(System.nanoTime() - began);
        return client.ask(server, Question.at(at, promQl, type), left.compareTo(one) < 0 ? left : one, one);
    }

    /**
     * How long a round may take: a server that is asked for more has more to read and to send, and is not late for that. A query
     * alone never takes longer than one timeout.
     */
    static Duration allowed(Duration timeout, int services) {
        return timeout.multipliedBy(Math.max(1, (services + SERVICES_OF_A_TIMEOUT - 1) / SERVICES_OF_A_TIMEOUT));
    }

    /** Services that one query can ask for, since they are alike in what it goes by. */
    private Stream<List<ServiceRef>> batches(List<ServiceRef> asked, Function<Counting, ?> alike) {
        int size = settings.batchSize();
        return asked.stream().collect(groupingBy(service -> alike.apply(countings.get(service)))).values().stream()
                .flatMap(all -> IntStream.iterate(0, from -> from < all.size(), from -> from + size)
                        .mapToObj(from -> all.subList(from, Math.min(all.size(), from + size))));
    }

    private Counting counting(List<ServiceRef> batch) {
        return countings.get(batch.get(0));
    }

    private ServerReading lacking(Problem problem, String what) {
        return new ServerReading.Lacking(server.name(), memory, problem, "Prometheus of " + server.name() + " " + what);
    }
}
