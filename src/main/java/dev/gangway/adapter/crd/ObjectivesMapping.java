package dev.gangway.adapter.crd;

import dev.gangway.domain.analysis.FailureCriteria;
import dev.gangway.domain.analysis.Objectives;
import dev.gangway.domain.analysis.Objectives.ErrorObjective;
import dev.gangway.domain.analysis.Objectives.LatencyObjective;
import dev.gangway.domain.analysis.Objectives.Pace;
import dev.gangway.domain.analysis.Objectives.RiskLimits;
import dev.gangway.domain.traffic.Protocol;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** Objectives as people write them. */
final class ObjectivesMapping {
    private static final Map<String, Function<ObjectivesSpec, Object>> OF_REQUESTS = Map.of(
            "errorCodes", ObjectivesSpec::errorCodes,
            "grpcErrorStatuses", ObjectivesSpec::grpcErrorStatuses,
            "latencyQuantile", ObjectivesSpec::latencyQuantile,
            "maxLatencyMillis", ObjectivesSpec::maxLatencyMillis,
            "latencyFactor", ObjectivesSpec::latencyFactor,
            "latencyAllowanceMillis", ObjectivesSpec::latencyAllowanceMillis);

    private ObjectivesMapping() {}

    /** Throws InvalidSettingException that says what is wrong. */
    static Objectives objectives(Settings<ObjectivesSpec> said, Settings<PacingSpec> pacing, Protocol protocol) {
        if (protocol == Protocol.HTTP) {
            return new Objectives(errors(said), latency(said), risk(said, pacing), failures(said), protocol);
        }
        OF_REQUESTS.forEach((field, value) -> {
            // A policy is for other shifts too, whose requests have what is set there.
            if (value.apply(said.own()) != null) {
                String name = said.prefix() + field;
                throw new InvalidSettingException(
                        name,
                        name + " is set, and protocol is Tcp: connections have neither a latency nor an answer's code;"
                                + " leave it out",
                        null);
            }
        });
        Objectives standard = Objectives.DEFAULT;
        return new Objectives(errors(said), standard.latency(), risk(said, pacing), standard.failures(), protocol);
    }

    private static ErrorObjective errors(Settings<ObjectivesSpec> said) {
        ErrorObjective errors = Objectives.DEFAULT.errors();
        errors = said.set(
                errors,
                "maxErrorRatio",
                ObjectivesSpec::maxErrorRatio,
                (e, ratio) -> new ErrorObjective(OptionalDouble.of(ratio), e.factor(), e.margin()));
        errors = said.set(
                errors,
                "errorFactor",
                ObjectivesSpec::errorFactor,
                (e, factor) -> new ErrorObjective(e.maximum(), factor, e.margin()));
        return said.set(
                errors,
                "errorMargin",
                ObjectivesSpec::errorMargin,
                (e, margin) -> new ErrorObjective(e.maximum(), e.factor(), margin));
    }

    private static LatencyObjective latency(Settings<ObjectivesSpec> said) {
        LatencyObjective latency = Objectives.DEFAULT.latency();
        latency = said.set(
                latency,
                "latencyQuantile",
                ObjectivesSpec::latencyQuantile,
                (l, quantile) -> new LatencyObjective(quantile, l.maximumMillis(), l.factor(), l.allowanceMillis()));
        latency = said.set(
                latency,
                "maxLatencyMillis",
                ObjectivesSpec::maxLatencyMillis,
                (l, millis) ->
                        new LatencyObjective(l.quantile(), OptionalDouble.of(millis), l.factor(), l.allowanceMillis()));
        latency = said.set(
                latency,
                "latencyFactor",
                ObjectivesSpec::latencyFactor,
                (l, factor) -> new LatencyObjective(l.quantile(), l.maximumMillis(), factor, l.allowanceMillis()));
        return said.set(
                latency,
                "latencyAllowanceMillis",
                ObjectivesSpec::latencyAllowanceMillis,
                (l, millis) -> new LatencyObjective(l.quantile(), l.maximumMillis(), l.factor(), millis));
    }

    private static RiskLimits risk(Settings<ObjectivesSpec> said, Settings<PacingSpec> pacing) {
        RiskLimits risk = Objectives.DEFAULT.risk();
        risk = said.set(
                risk,
                "falseRollbackRate",
                ObjectivesSpec::falseRollbackRate,
                (r, rate) -> new RiskLimits(rate, r.exposureBudget(), r.minimumRequests(), r.maximumSoak(), r.pace()));
        risk = said.set(
                risk,
                "exposureBudget",
                ObjectivesSpec::exposureBudget,
                (r, budget) ->
                        new RiskLimits(r.falseRollbacks(), budget, r.minimumRequests(), r.maximumSoak(), r.pace()));
        risk = said.set(
                risk,
                "minimumRequests",
                ObjectivesSpec::minimumRequests,
                (r, requests) ->
                        new RiskLimits(r.falseRollbacks(), r.exposureBudget(), requests, r.maximumSoak(), r.pace()));
        risk = pacing.set(
                risk,
                "maxSoakSeconds",
                PacingSpec::maxSoakSeconds,
                (r, seconds) -> new RiskLimits(
                        r.falseRollbacks(),
                        r.exposureBudget(),
                        r.minimumRequests(),
                        Duration.ofSeconds(seconds),
                        r.pace()));
        return pacing.set(
                risk,
                "pace",
                PacingSpec::pace,
                (r, pace) -> new RiskLimits(
                        r.falseRollbacks(), r.exposureBudget(), r.minimumRequests(), r.maximumSoak(), pace(pace)));
    }

    private static FailureCriteria failures(Settings<ObjectivesSpec> said) {
        FailureCriteria failures = FailureCriteria.DEFAULT;
        failures = said.set(
                failures,
                "errorCodes",
                ObjectivesSpec::errorCodes,
                (f, codes) -> new FailureCriteria(Set.copyOf(codes), f.grpcStatuses()));
        return said.set(
                failures,
                "grpcErrorStatuses",
                ObjectivesSpec::grpcErrorStatuses,
                (f, statuses) -> new FailureCriteria(f.codes(), Set.copyOf(statuses)));
    }

    private static Pace pace(PacingSpec.Pace pace) {
        return switch (pace) {
            case EVIDENCE -> Pace.EVIDENCE;
            case INTERVAL -> Pace.INTERVAL;
        };
    }
}
