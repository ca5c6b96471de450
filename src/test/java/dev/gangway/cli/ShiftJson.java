package dev.gangway.cli;

import java.util.ArrayList;
import java.util.List;

/** A shift of checkout as a server answers it. */
final class ShiftJson {
    private final List<String> history = new ArrayList<>();
    private String phase = "Pending";
    private String weight = "0";
    private String reason = "not looked at yet";
    private String updated = "2025-01-15T12:00:00Z";
    private String more = "";
    private int attempt = 1;

    /** A decision that leads to a phase and a weight, at a second of the day. */
    ShiftJson went(String to, String percent, int second, String why) {
        phase = to;
        weight = percent;
        reason = why;
        updated = "2025-01-15T12:%02d:%02dZ".formatted(second / 60, second % 60);
        history.add(
                """
                {"at":"%s","phase":"%s","weights":{"k8s2":1,"eks1":%s},"verdict":"HEALTHY","cause":"Verdict","reason":"%s","findings":[]}"""
                        .formatted(updated, phase, weight, reason));
        return this;
    }

    ShiftJson withoutMetrics(String problem) {
        more = ",\"metricsProblem\":\"%s\"".formatted(problem);
        return this;
    }

    ShiftJson attempt(int number) {
        attempt = number;
        return this;
    }

    @Override
    public String toString() {
        return """
                {"name":"checkout","namespace":"shop","service":"checkout","source":"k8s2","destination":"eks1","mode":"Shift",
                 "protocol":"Http","intent":"Advance","attempt":%d,"phase":"%s","reason":"%s","cause":"Verdict",
                 "weights":{"k8s2":1,"eks1":%s},"clusters":[],"verdict":"HEALTHY",
                 "evidence":{"findings":[
                   {"objective":"ERROR_RATIO","verdict":"HEALTHY","destination":0.0011,"source":0.0012,"bad":1,"requests":900,
                    "evidence":0.4,"evidenceLimit":1000,"sentence":"few"},
                   {"objective":"LATENCY_MILLIS","verdict":"HEALTHY","destination":148.2,"source":151.4,"bad":1,"requests":900,
                    "evidence":0.5,"evidenceLimit":2000,"sentence":"fast"}]%s},
                 "history":[%s],"plan":{"steps":[5,25,50],"soakSeconds":20,"bakeSeconds":20,"watchSeconds":60},
                 "updated":"%s","fromTheFuture":true}"""
                .formatted(attempt, phase, reason, weight, more, String.join(",", history), updated);
    }
}
