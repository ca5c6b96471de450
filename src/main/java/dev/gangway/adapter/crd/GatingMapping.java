package dev.gangway.adapter.crd;

import static java.util.Objects.requireNonNullElse;

import dev.gangway.domain.schedule.Freeze;
import dev.gangway.domain.schedule.Timetable;
import dev.gangway.domain.schedule.Window;
import dev.gangway.domain.shift.Approvals;
import dev.gangway.domain.shift.Gate;
import dev.gangway.domain.shift.Gating;
import dev.gangway.domain.traffic.Weight;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Windows, freezes, approvals and gates as people write them into a policy; a shift can't say otherwise. */
final class GatingMapping {
    static final Duration TIMEOUT = Duration.ofSeconds(10);
    static final Duration INTERVAL = Duration.ofSeconds(10);
    static final int FAILURES = 3;

    private GatingMapping() {}

    /** Throws InvalidSettingException that says what is wrong. */
    static Gating gating(ShiftPolicySpec policy, String policyName) {
        Settings<ShiftPolicySpec> said = new Settings<>("", ShiftPolicySpec.EMPTY, policy, policyName);
        Timetable windows = said.set(
                Timetable.ALWAYS,
                "windows",
                ShiftPolicySpec::windows,
                (before, set) -> new Timetable(each(set, GatingMapping::window), before.freezes()));
        Timetable timetable = said.set(
                windows,
                "freezes",
                ShiftPolicySpec::freezes,
                (before, set) -> new Timetable(before.windows(), each(set, GatingMapping::freeze)));
        Approvals approvals =
                said.set(Approvals.NONE, "approvals", ShiftPolicySpec::approvals, (before, set) -> approvals(set));
        return said.set(
                new Gating(timetable, approvals, List.of()),
                "gates",
                ShiftPolicySpec::gates,
                (before, set) -> new Gating(timetable, approvals, each(set, GatingMapping::gate)));
    }

    /** The entry at fault is told by its place. */
    private static <S, T> List<T> each(List<S> specs, Function<S, T> map) {
        return IntStream.range(0, specs.size())
                .mapToObj(index -> {
                    try {
                        return map.apply(specs.get(index));
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException("entry %d: %s".formatted(index + 1, e.getMessage()), e);
                    }
                })
                .toList();
    }

    private static Window window(WindowSpec spec) {
        Set<DayOfWeek> days = spec.days() == null
                ? EnumSet.allOf(DayOfWeek.class)
                : spec.days().stream().map(day -> DayOfWeek.valueOf(day.name())).collect(Collectors.toSet());
        String to = required("to", spec.to());
        return new Window(
                days,
                time("from", required("from", spec.from())),
                to.equals("24:00") ? LocalTime.MIDNIGHT : time("to", to),
                zone(required("timeZone", spec.timeZone())));
    }

    private static LocalTime time(String field, String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "%s '%s' is no time of day: write it as 09:00".formatted(field, text), e);
        }
    }

    /** An offset would not follow the clocks of the place. */
    private static ZoneId zone(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw new IllegalArgumentException(
                    "timeZone '%s' is no IANA time zone: write it as Europe/Berlin or UTC".formatted(name));
        }
        return ZoneId.of(name);
    }

    private static Freeze freeze(FreezeSpec spec) {
        return new Freeze(
                instant("from", required("from", spec.from())),
                instant("to", required("to", spec.to())),
                requireNonNullElse(spec.reason(), ""));
    }

    private static Instant instant(String field, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "%s '%s' is no instant: write it as 2026-12-20T00:00:00+01:00".formatted(field, text), e);
        }
    }

    private static Approvals approvals(ApprovalsSpec spec) {
        return new Approvals(
                Boolean.TRUE.equals(spec.beforeStart()),
                requireNonNullElse(spec.steps(), List.<Double>of()).stream()
                        .map(percent -> Weight.percent(BigDecimal.valueOf(percent)))
                        .toList());
    }

    private static Gate gate(GateSpec spec) {
        if (spec.type() == null) {
            throw new IllegalArgumentException("type is missing");
        }
        return new Gate(
                required("name", spec.name()),
                Gate.Type.valueOf(spec.type().name()),
                URI.create(required("url", spec.url())),
                seconds(spec.timeoutSeconds(), TIMEOUT),
                requireNonNullElse(spec.retries(), 0),
                seconds(spec.intervalSeconds(), INTERVAL),
                requireNonNullElse(spec.failures(), FAILURES),
                requireNonNullElse(spec.metadata(), Map.of()));
    }

    private static Duration seconds(Integer said, Duration otherwise) {
        return said == null ? otherwise : Duration.ofSeconds(said);
    }

    private static String required(String field, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}
