package dev.gangway.adapter.cluster.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a question to a cluster has brought: an answer, or why there is none. That an object is not there is an answer.
 *
 * @param <T> the answer
 */
sealed interface Reading<T> {

    /** An answer. */
    record Known<T>(T value) implements Reading<T> {}

    /** No answer. */
    record Unknown<T>(Gap gap) implements Reading<T> {}

    /**
     * Why there is no answer.
     *
     * @param seen in one sentence, with the cluster's name and without secrets
     * @param todo the way out; empty where there is none but to wait
     */
    record Gap(Cause cause, String seen, String todo) {}

    /** The kinds of gaps. */
    enum Cause {
        /** Gangway may not ask. */
        DENIED,
        /** The call failed, or was not made. */
        NO_ANSWER,
        /** There is more than is read. */
        TOO_MUCH
    }

    static <T> Reading<T> known(T value) {
        return new Known<>(value);
    }

    /** A function of the answer. */
    default <R> Reading<R> map(Function<? super T, ? extends R> function) {
        return flatMap(value -> known(function.apply(value)));
    }

    /** A function of the answer that may lack something itself. */
    default <R> Reading<R> flatMap(Function<? super T, Reading<R>> function) {
        if (this instanceof Known<T> known) {
            return function.apply(known.value());
        }
        return new Unknown<>(((Unknown<T>) this).gap());
    }

    /** A function of two answers; the first gap where one is lacking. */
    default <U, R> Reading<R> with(Reading<U> other, BiFunction<? super T, ? super U, ? extends R> function) {
        return flatMap(value -> other.map(more -> function.apply(value, more)));
    }

    /** All answers; the first gap where one is lacking. */
    static <T> Reading<List<T>> all(List<Reading<T>> readings) {
        List<T> values = new ArrayList<>();
        for (Reading<T> reading : readings) {
            if (reading instanceof Unknown<T> unknown) {
                return new Unknown<>(unknown.gap());
            }
            values.add(((Known<T>) reading).value());
        }
        return known(List.copyOf(values));
    }
}
