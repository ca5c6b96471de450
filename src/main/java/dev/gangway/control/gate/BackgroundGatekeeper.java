package dev.gangway.control.gate;

import dev.gangway.control.Gatekeeper;
import dev.gangway.control.ShiftRecord;
import dev.gangway.control.ShiftState;
import dev.gangway.control.gate.GateCalls.Answer;
import dev.gangway.control.gate.GateCalls.Outcome;
import dev.gangway.domain.shift.Gate;
import dev.gangway.domain.shift.GateAnswer;
import dev.gangway.domain.shift.Gates;
import dev.gangway.domain.shift.Hold;
import dev.gangway.domain.shift.Passage;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.ShiftId;
import dev.gangway.domain.traffic.Weight;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Says what gates have answered, and lets them be asked in the background: when the loop has found that nothing else holds a step, and
 * then once an interval until they pass. An answer counts for its step and a few minutes. What was heard is in memory: a
 * successor asks anew.
 */
public final class BackgroundGatekeeper implements Gatekeeper {
    private static final Logger LOG = Logger.getLogger(BackgroundGatekeeper.class);

    private final GateCalls calls;
    private final Clock clock;
    private final Consumer<ShiftId> answered;
    private final Map<ShiftId, Passage> asked = new ConcurrentHashMap<>();
    private final Map<Question, Heard> heard = new ConcurrentHashMap<>();
    private final Set<Question> underWay = ConcurrentHashMap.newKeySet();

    /**
     * Has heard nothing.
     *
     * @param answered is told when a gate of a shift has answered something else than before
     */
    public BackgroundGatekeeper(GateCalls calls, Clock clock, Consumer<ShiftId> answered) {
        this.calls = calls;
        this.clock = clock;
        this.answered = answered;
    }

    @Override
    public Gates see(ShiftRecord shift) {
        if (shift.plan().gating().gates().isEmpty()) {
            return Gates.UNASKED;
        }
        Optional<Passage> passage = Optional.ofNullable(asked.get(shift.id()));
        GateAnswer answer = passage.map(way -> answer(shift, way)).orElse(Gates.UNASKED.answer());
        return new Gates(passage, answer, rollback(shift));
    }

    @Override
    public void ask(ShiftRecord shift, Optional<Hold> hold) {
        if (shift.plan().gating().gates().isEmpty()) {
            return;
        }
        Optional<Passage> passage = hold.filter(held -> held.kind().isGate()).map(Hold::passage);
        passage.ifPresent(way -> {
            Passage before = asked.put(shift.id(), way);
            if (!way.equals(before)) {
                heard.keySet()
                        .removeIf(question -> question.shift().equals(shift.id())
                                && !question.passage().equals(passage));
            }
            due(shift, way).forEach(question -> ask(shift, question));
        });
        if (isOnItsWay(shift)) {
            shift.plan()
                    .gating()
                    .of(Gate.Type.ROLLBACK)
                    .map(gate -> new Question(shift.id(), gate, shift.state().attempt(), Optional.empty()))
                    .filter(this::isDue)
                    .forEach(question -> ask(shift, question));
        }
    }

    @Override
    public void forget(ShiftId id) {
        asked.remove(id);
        underWay.removeIf(question -> question.shift().equals(id));
        heard.keySet().removeIf(question -> question.shift().equals(id));
    }

    /** The first that does not pass speaks for all. */
    private GateAnswer answer(ShiftRecord shift, Passage passage) {
        for (Question question : questions(shift, passage)) {
            GateAnswer answer = answer(question);
            if (!(answer instanceof GateAnswer.Open)) {
                return answer;
            }
        }
        return new GateAnswer.Open();
    }

    private GateAnswer answer(Question question) {
        Heard last = heard.get(question);
        String gate = "gate '%s'".formatted(question.gate().name());
        if (last == null || (last.answer().outcome() == Outcome.PASSED && !last.passes(clock.instant()))) {
            return new GateAnswer.Silent(gate + " is being asked");
        }
        String words = gate + " " + last.answer().words();
        return switch (last.answer().outcome()) {
            case PASSED -> new GateAnswer.Open();
            case UNANSWERED -> new GateAnswer.Silent(words);
            case REFUSED ->
                last.isFinal(question.gate())
                        ? new GateAnswer.Refused("%s, for the %d. time".formatted(words, last.refusals()))
                        : new GateAnswer.Shut(words);
        };
    }

    private Optional<String> rollback(ShiftRecord shift) {
        Instant now = clock.instant();
        return shift.plan()
                .gating()
                .of(Gate.Type.ROLLBACK)
                .map(gate -> new Question(shift.id(), gate, shift.state().attempt(), Optional.empty()))
                .filter(question ->
                        heard.containsKey(question) && heard.get(question).passes(now))
                .map(question -> "rolled back by gate '%s', which %s"
                        .formatted(
                                question.gate().name(),
                                heard.get(question).answer().words()))
                .findFirst();
    }

    /** Of one type after the other: what is not confirmed is not tested. */
    private List<Question> due(ShiftRecord shift, Passage passage) {
        List<Question> due = new ArrayList<>();
        Instant now = clock.instant();
        Optional<Gate.Type> shut = questions(shift, passage).stream()
                .filter(question ->
                        !heard.containsKey(question) || !heard.get(question).passes(now))
                .map(question -> question.gate().type())
                .findFirst();
        questions(shift, passage).stream()
                .filter(question -> shut.filter(question.gate().type()::equals).isPresent())
                .filter(this::isDue)
                .forEach(due::add);
        return due;
    }

    private static List<Question> questions(ShiftRecord shift, Passage passage) {
        return shift.plan().gating().gatesOf(passage.kind()).stream()
                .sorted(Comparator.comparing(Gate::type))
                .map(gate -> new Question(shift.id(), gate, passage.attempt(), Optional.of(passage)))
                .toList();
    }

    private boolean isDue(Question question) {
        Heard last = heard.get(question);
        return !underWay.contains(question) && (last == null || last.isDue(question.gate(), clock.instant()));
    }

    private void ask(ShiftRecord shift, Question question) {
        if (!underWay.add(question)) {
            return;
        }
        Heard before = heard.get(question);
        Weight weight = ShiftState.wanted(shift.state().phase(), shift.plan()).toDestination();
        GateCall call = new GateCall(
                shift.plan(),
                question.attempt(),
                shift.state().phase().kind(),
                weight,
                question.passage().map(Passage::to),
                before == null ? 0 : before.refusals(),
                Map.of());
        var unused = calls.call(question.gate(), call).thenAccept(answer -> hear(question, answer));
    }

    private void hear(Question question, Answer answer) {
        if (!underWay.contains(question)) {
            // The shift was forgotten meanwhile.
            return;
        }
        Heard[] before = new Heard[1];
        Heard now = heard.compute(question, (key, last) -> {
            before[0] = last;
            int refusals = last == null ? 0 : last.refusals();
            return new Heard(answer, clock.instant(), answer.outcome() == Outcome.REFUSED ? refusals + 1 : refusals);
        });
        underWay.remove(question);
        boolean isNews = before[0] == null || !before[0].answer().equals(answer) || now.isFinal(question.gate());
        if (isNews && answer.outcome() == Outcome.UNANSWERED) {
            // A silent one that only takes back holds nothing, so no status tells of it.
            LOG.warnf(
                    "shift=%s: gate '%s' %s", question.shift(), question.gate().name(), answer.words());
        }
        if (isNews) {
            answered.accept(question.shift());
        }
    }

    private static boolean isOnItsWay(ShiftRecord shift) {
        Phase.Kind kind = shift.state().phase().kind();
        return kind.isUnderWay() && kind != Phase.Kind.PENDING;
    }
}
