package dev.gangway.apifaults;

import dev.gangway.proxy.Call;
import dev.gangway.proxy.Fault;
import dev.gangway.proxy.FaultProxy;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/** What an API server, or the way to it, does wrong for a while, and what a person is told of it meanwhile. */
enum Misbehaviour {
    CONFLICTS(
            "409 storm",
            Told.IN_THE_WRITES,
            "it answers 409",
            proxy -> fault(proxy, Fault.answer(409, "the object has been modified", routesAndRecords()))),
    TOO_MANY(
            "429 with Retry-After",
            Told.AS_UNREACHABLE,
            "it answers 429",
            proxy -> fault(proxy, Fault.tooManyRequests(Duration.ofSeconds(1), Call.ANY))),
    INTERNAL(
            "500",
            Told.AS_UNREACHABLE,
            "it answers 500",
            proxy -> fault(proxy, Fault.answer(500, "etcdserver: request timed out", Call.ANY))),
    UNAVAILABLE(
            "503",
            Told.AS_UNREACHABLE,
            "it answers 503",
            proxy -> fault(proxy, Fault.answer(503, "the server is shutting down", Call.ANY))),
    CUT_BEFORE(
            "cut before", Told.AS_UNREACHABLE, "it does not answer", proxy -> fault(proxy, Fault.cutBefore(Call.ANY))),
    CUT_AFTER(
            "cut after the write",
            Told.NOWHERE,
            "",
            proxy -> fault(proxy, Fault.cutAfter(routesAndRecords()).times(4))),
    LATE(
            "answers after 30 s",
            Told.AS_UNREACHABLE,
            "it does not answer in time",
            proxy -> fault(proxy, Fault.delay(Duration.ofSeconds(30), Call.ANY))),
    SILENT("silent watches", Told.IN_THE_COUNT_OF_WATCHES, "", proxy -> {
        int watches = proxy.watches().silence(Call.ANY);
        return new Begun(() -> watches, proxy.watches()::endSilence);
    }),
    EXPIRED("expired watches", Told.NOWHERE, "", proxy -> {
        int watches = proxy.watches().expire();
        return new Begun(() -> watches, () -> {});
    }),
    REPLAYED("replaying watches", Told.NOWHERE, "", proxy -> {
        int messages = proxy.watches().replay();
        return new Begun(() -> messages, () -> {});
    }),
    GONE("connection refused", Told.AS_UNREACHABLE, "it does not answer: no connection", proxy -> {
        proxy.shut();
        return new Begun(() -> 1, proxy::open);
    }),
    SWALLOWED("black hole", Told.AS_UNREACHABLE, "it does not answer in time", proxy -> {
        proxy.watches().silence(Call.ANY);
        Begun swallowed = fault(proxy, Fault.swallow(Call.ANY));
        return new Begun(swallowed.injected(), () -> {
            swallowed.end().run();
            proxy.cut();
        });
    }),
    UNAUTHORIZED(
            "401",
            Told.AS_UNREACHABLE,
            "it answers 401",
            proxy -> fault(proxy, Fault.answer(401, "Unauthorized", Call.ANY))),
    FORBIDDEN("403 for some kinds", Told.IN_THE_WRITES, "it answers 403", proxy -> {
        Begun begun = fault(
                proxy, Fault.answer(403, "User gangway cannot do it", Call.about("virtualservices", "trafficshifts")));
        proxy.watches().cut();
        return begun;
    });

    private final String title;
    private final Told told;
    private final String words;
    private final Function<FaultProxy, Begun> beginning;

    Misbehaviour(String title, Told told, String words, Function<FaultProxy, Begun> beginning) {
        this.title = title;
        this.told = told;
        this.words = words;
        this.beginning = beginning;
    }

    /** Where a person is told of it. */
    enum Told {
        /** MeshCluster and TrafficShift say that the cluster can't be reached, and why. */
        AS_UNREACHABLE,
        /** The TrafficShift says that the cluster does not take what is written. */
        IN_THE_WRITES,
        /** A counter says that watches had missed something. */
        IN_THE_COUNT_OF_WATCHES,
        /** It heals before anybody could read of it. */
        NOWHERE
    }

    /**
     * It goes on.
     *
     * @param injected how often it has happened
     * @param end no more of it
     */
    record Begun(IntSupplier injected, Runnable end) {}

    String title() {
        return title;
    }

    Told told() {
        return told;
    }

    String words() {
        return words;
    }

    Begun begin(FaultProxy proxy) {
        return beginning.apply(proxy);
    }

    private static Predicate<Call> routesAndRecords() {
        return Call.WRITE.and(Call.about("virtualservices", "destinationrules", "trafficshifts"));
    }

    private static Begun fault(FaultProxy proxy, Fault fault) {
        proxy.inject(fault);
        return new Begun(fault::injected, () -> proxy.stop(fault));
    }
}
