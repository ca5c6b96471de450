package dev.gangway.apifaults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.proxy.Call;
import dev.gangway.proxy.Fault;
import dev.gangway.proxy.FaultProxy;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/** What an API server, or the way to it, does wrong for a while, and what a person is told of it meanwhile. */
enum Misbehaviour {
    CONFLICTS("409 storm", Told.IN_THE_WRITES, "it answers 409"),
    TOO_MANY("429 with Retry-After", Told.AS_UNREACHABLE, "it answers 429"),
    INTERNAL("500", Told.AS_UNREACHABLE, "it answers 500"),
    UNAVAILABLE("503", Told.AS_UNREACHABLE, "it answers 503"),
    CUT_BEFORE("cut before", Told.AS_UNREACHABLE, "it does not answer"),
    CUT_AFTER("cut after the write", Told.NOWHERE, ""),
    LATE("answers after 30 s", Told.AS_UNREACHABLE, "it does not answer in time"),
    SILENT("silent watches", Told.IN_THE_COUNT_OF_WATCHES, ""),
    EXPIRED("expired watches", Told.NOWHERE, ""),
    REPLAYED("replaying watches", Told.NOWHERE, ""),
    GONE("connection refused", Told.AS_UNREACHABLE, "it does not answer: no connection"),
    SWALLOWED("black hole", Told.AS_UNREACHABLE, "it does not answer in time"),
    UNAUTHORIZED("401", Told.AS_UNREACHABLE, "it answers 401"),
    FORBIDDEN("403 for some kinds", Told.IN_THE_WRITES, "it answers 403");

    private final String title;
    private final Told told;
    private final String words;

    Misbehaviour(String title, Told told, String words) {
        this.title = title;
        this.told = told;
        this.words = words;
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
        return switch (this) {
            case CONFLICTS -> fault(proxy, Fault.answer(409, "the object has been modified", routesAndRecords()));
            case TOO_MANY -> fault(proxy, Fault.tooManyRequests(Duration.ofSeconds(1), Call.ANY));
            case INTERNAL -> fault(proxy, Fault.answer(500, "etcdserver: request timed out", Call.ANY));
            case UNAVAILABLE -> fault(proxy, Fault.answer(503, "the server is shutting down", Call.ANY));
            case CUT_BEFORE -> fault(proxy, Fault.cutBefore(Call.ANY));
            case CUT_AFTER -> fault(proxy, Fault.cutAfter(routesAndRecords()).times(4));
            case LATE -> fault(proxy, Fault.delay(Duration.ofSeconds(30), Call.ANY));
            case SILENT -> begun(proxy.watches().silence(Call.ANY), proxy.watches()::endSilence);
            case EXPIRED -> begun(proxy.watches().expire(), () -> {});
            case REPLAYED -> begun(proxy.watches().replay(), () -> {});
            case GONE -> {
                proxy.shut();
                yield begun(1, proxy::open);
            }
            case SWALLOWED -> swallowed(proxy);
            case UNAUTHORIZED -> fault(proxy, Fault.answer(401, "Unauthorized", Call.ANY));
            case FORBIDDEN -> forbidden(proxy);
        };
    }

    private static Begun swallowed(FaultProxy proxy) {
        int watches = proxy.watches().silence(Call.ANY);
        Begun swallowed = fault(proxy, Fault.swallow(Call.ANY));
        return new Begun(() -> watches + swallowed.injected().getAsInt(), () -> {
            swallowed.end().run();
            proxy.cut();
        });
    }

    /** Permissions that are taken away end no watch; those that come back are asked anew. */
    private static Begun forbidden(FaultProxy proxy) {
        Predicate<Call> some = Call.about("virtualservices", "trafficshifts");
        Begun forbidden = fault(proxy, Fault.answer(403, "User gangway cannot do it", some));
        int watches = proxy.watches().cut();
        assertThat(watches).isPositive();
        return forbidden;
    }

    private static Begun begun(int count, Runnable end) {
        return new Begun(() -> count, end);
    }

    private static Predicate<Call> routesAndRecords() {
        return Call.WRITE.and(Call.about("virtualservices", "destinationrules", "trafficshifts"));
    }

    private static Begun fault(FaultProxy proxy, Fault fault) {
        proxy.inject(fault);
        return new Begun(fault::injected, () -> proxy.stop(fault));
    }
}
