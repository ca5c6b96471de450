package dev.gangway.domain.shift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.shift.Supply.Autoscaler;
import dev.gangway.domain.shift.Supply.Known;
import dev.gangway.domain.shift.Supply.Unknown;
import dev.gangway.domain.traffic.Weight;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityTest {
    private static final ShiftPlan PLAN = Shifts.plan();
    private static final Optional<String> CART = Optional.of("deployment/cart");

    @Nested
    class ToCarry {
        @ParameterizedTest
        @CsvSource({
            "10, 500,  4, false",
            "10, 500,  5, true",
            "10, 1000, 9, true",
            "10, 1000, 8, false",
            "10, 1,    1, true",
            "10, 1,    0, false",
            "1,  1000, 1, true",
            "3,  1000, 3, true",
            "3,  1000, 2, false",
            "0,  1000, 1, true",
            "0,  1000, 0, false",
            "10, 0,    0, false",
        })
        void shouldAskForTheShareOfTheSourcesPodsLessATenthAndForOneAtLeast(
                int sourcePods, int share, int ready, boolean carries) {
            assertThat(lacking(pods(ready), sourcePods, share).isEmpty()).isEqualTo(carries);
        }

        @ParameterizedTest
        @CsvSource({
            "1, 20, false",
            "2, 20, false",
            "3, 20, true",
            "3, 5, true",
            "3, 4, false",
            "5, 4, true",
            "0, 20, false"
        })
        void shouldLetAnAutoscalerWithRoomSeeToHalfOfIt(int ready, int maximum, boolean carries) {
            assertThat(lacking(scaled(ready, 1, maximum), 10, 500).isEmpty()).isEqualTo(carries);
        }

        @Test
        void shouldWaitForAllWhereTheMinimumIsRaisedBeforehandUnlessThatIsRefused() {
            ShiftPlan warms = PLAN.with(new Precautions(Set.of(), BigDecimal.ONE, true));
            Known three = scaled(3, 1, 20);

            assertThat(capacity(pods(10), three, 10).toCarry(new Weight(500), warms))
                    .isPresent();
            assertThat(refused(three).toCarry(new Weight(500), warms)).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({"2, 9, false", "2, 10, true", "0.5, 2, false", "0.5, 3, true", "0, 0, true"})
        void shouldCountByTheRatioAndNotAtAllWhereThatIsZero(String ratio, int ready, boolean carries) {
            ShiftPlan other = PLAN.with(new Precautions(Set.of(), new BigDecimal(ratio), false));

            assertThat(capacity(pods(10), pods(ready), 10)
                            .toCarry(new Weight(540), other)
                            .isEmpty())
                    .isEqualTo(carries);
        }

        @Test
        void shouldSayWhatEachPodWouldGetAndTheWayOut() {
            assertThat(lacking(new Known(3, Optional.empty(), CART), 10, 500))
                    .contains(new Shortage(
                            "eks1 has 3 ready pods, and 50 % needs 5 (each would get 33 requests/s; of k8s2's 10 each gets 20"
                                    + " where they carry all): scale it up there (kubectl -n shop scale deployment/cart"
                                    + " --replicas=5)",
                            true));
        }

        @Test
        void shouldSayWhichMaximumIsTooLow() {
            assertThat(lacking(scaled(4, 1, 4), 10, 500).orElseThrow().words())
                    .endsWith("the maximum of HorizontalPodAutoscaler cart there is 4: raise it to 5 at least");
        }

        @Test
        void shouldSayWhichMinimumToRaiseAndWhatTheServerAnsweredToThat() {
            assertThat(refused(scaled(1, 1, 20))
                            .toCarry(new Weight(500), PLAN)
                            .orElseThrow()
                            .words())
                    .endsWith(
                            "raise the minimum of HorizontalPodAutoscaler cart there to 5 until the shift is over; raising its"
                                    + " minimum was refused: it answers 403");
        }

        @Test
        void shouldHoldOnWhatIsNotKnown() {
            assertThat(lacking(new Unknown("it does not answer", Optional.of(pods(10))), 10, 500))
                    .contains(new Shortage(
                            "it is not known how many pods of cart are ready in eks1: it does not answer", false));
            assertThat(new Capacity(
                                    new Unknown("not read yet"),
                                    pods(10),
                                    OptionalInt.empty(),
                                    OptionalDouble.empty(),
                                    Optional.empty())
                            .toCarry(new Weight(500), PLAN))
                    .contains(new Shortage(
                            "it is not known how many pods of cart are ready in k8s2: not read yet", false));
        }
    }

    @Nested
    class ToTakeBack {
        @ParameterizedTest
        @CsvSource({
            "10, 1000, 0",
            "9,  1000, 0",
            "4,  1000, 556",
            "4,  500,  500",
            "1,  1000, 889",
            "0,  1000, 1000",
            "0,  300,  300",
        })
        void shouldLeaveTheDestinationWhatTheSourceCannotCarryAndNeverMoreThanItHas(int ready, int present, int left) {
            assertThat(fallen(pods(ready), present)).isEqualTo(new Weight(left));
        }

        @ParameterizedTest
        @CsvSource({"2, 20, 556", "2, 3, 667", "5, 20, 0", "0, 20, 1000"})
        void shouldLetAnAutoscalerWithRoomTakeTwiceAsMuch(int ready, int maximum, int left) {
            assertThat(fallen(scaled(ready, 1, maximum), 1000)).isEqualTo(new Weight(left));
        }

        @Test
        void shouldNotWaitForWhatIsNotKnownUnlessItWasAMomentAgo() {
            assertThat(fallen(new Unknown("it does not answer"), 1000)).isEqualTo(Weight.NONE);
            assertThat(fallen(new Unknown("it does not answer", Optional.of(pods(0))), 1000))
                    .isEqualTo(Weight.ALL);
        }

        @Test
        void shouldGoBackAtOnceWhereThePodsAreNotCounted() {
            ShiftPlan uncounted = PLAN.with(new Precautions(Set.of(), BigDecimal.ZERO, false));

            assertThat(capacity(pods(0), pods(10), 10).fallen(Weight.ALL, Weight.NONE, uncounted))
                    .isEqualTo(Weight.NONE);
        }

        @Test
        void shouldSayThatThereIsNobody() {
            assertThat(capacity(new Known(0, Optional.empty(), CART), pods(10), 10)
                            .toTakeBack(PLAN))
                    .contains(new Shortage(
                            "k8s2 has no ready pod of the 10 that carried all, so nothing can be taken back yet: scale it up"
                                    + " there (kubectl -n shop scale deployment/cart --replicas=9)",
                            true));
        }
    }

    private static Optional<Shortage> lacking(Supply destination, int sourcePods, int share) {
        return capacity(pods(10), destination, sourcePods).toCarry(new Weight(share), PLAN);
    }

    private static Weight fallen(Supply source, int present) {
        return capacity(source, pods(10), 10).fallen(new Weight(present), Weight.NONE, PLAN);
    }

    private static Capacity capacity(Supply source, Supply destination, int sourcePods) {
        return new Capacity(source, destination, OptionalInt.of(sourcePods), OptionalDouble.of(200), Optional.empty());
    }

    private static Capacity refused(Supply destination) {
        return new Capacity(
                pods(10), destination, OptionalInt.of(10), OptionalDouble.empty(), Optional.of("it answers 403"));
    }

    private static Known pods(int ready) {
        return Known.pods(ready);
    }

    private static Known scaled(int ready, int minimum, int maximum) {
        return new Known(ready, Optional.of(new Autoscaler("HorizontalPodAutoscaler", "cart", minimum, maximum)), CART);
    }
}
