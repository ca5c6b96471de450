package dev.gangway.adapter.events;

import dev.gangway.control.BusyException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who listens in this process, and the last decisions, for those who were away for a moment. The numbers of decisions are this
 * process's own: who comes from another one, or was away for longer, is told that something is missing.
 */
final class Listeners {
    private static final int KEPT = 1000;
    private static final int WAITING_PER_LISTENER = 256;

    private final String process = UUID.randomUUID().toString().substring(0, 8);
    private final Deque<Told> kept = new ArrayDeque<>();
    private final Set<MultiEmitter<? super Told>> emitters = ConcurrentHashMap.newKeySet();
    private final ListenerLimit limit;
    private long number;

    Listeners(ListenerLimit limit) {
        this.limit = limit;
    }

    /** What a listener is told. */
    enum Kind {
        /** From here on everything is told. */
        BEGINNING,
        /** What was told before the next is not known here: whoever shows shifts must read them again. */
        GAP,
        /** A decision. */
        DECISION
    }

    /**
     * One thing that a listener is told.
     *
     * @param id who comes again with it hears what came after it
     * @param change the decision; empty for the other kinds
     */
    record Told(Kind kind, String id, Optional<ShiftChanged> change) {
        /** Whether it is for who listens to this namespace; empty = to all of them. */
        boolean isOf(Optional<String> namespace) {
            return namespace.isEmpty()
                    || change.isEmpty()
                    || change.get().namespace().equals(namespace.get());
        }
    }

    /**
     * A listener that is too slow is cut off, and nobody else waits for it. Throws BusyException where as many listen as may.
     */
    Multi<Told> listen(Optional<String> lastId) {
        requireRoom();
        return Multi.createFrom()
                .<Told>emitter(emitter -> add(emitter, lastId), BackPressureStrategy.IGNORE)
                .onOverflow()
                // Where there is a call Mutiny ends the emitter first; else it would be told on, each time an error of
                // the log.
                .call(missed -> Uni.createFrom().voidItem())
                .buffer(KEPT + WAITING_PER_LISTENER);
    }

    synchronized void tell(ShiftChanged change) {
        number++;
        Told told = new Told(Kind.DECISION, id(number), Optional.of(change));
        kept.addLast(told);
        if (kept.size() > KEPT) {
            kept.removeFirst();
        }
        emitters.forEach(emitter -> emitter.emit(told));
    }

    private void requireRoom() {
        if (emitters.size() >= limit.most()) {
            throw new BusyException("%d listen to this replica already, and no more may: try again in some seconds"
                    .formatted(limit.most()));
        }
    }

    /** There may be no room left, where some came at the same time. */
    private synchronized void add(MultiEmitter<? super Told> emitter, Optional<String> lastId) {
        requireRoom();
        Optional<Long> last = lastId.flatMap(this::number);
        if (last.isPresent()) {
            kept.stream().skip(kept.size() - (number - last.get())).forEach(emitter::emit);
        } else {
            emitter.emit(new Told(lastId.isPresent() ? Kind.GAP : Kind.BEGINNING, id(number), Optional.empty()));
        }
        emitters.add(emitter);
        emitter.onTermination(() -> emitters.remove(emitter));
    }

    /** Empty for what was not told here, or is followed by what is kept no more. */
    private Optional<Long> number(String id) {
        String mine = process + "-";
        if (!id.startsWith(mine) || !id.substring(mine.length()).matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        long told = Long.parseLong(id.substring(mine.length()));
        return Optional.of(told).filter(one -> one <= number && number - one <= kept.size());
    }

    private String id(long one) {
        return process + "-" + one;
    }
}
