package dev.gangway.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gangway.adapter.rest.Page.Place;
import dev.gangway.control.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private static final Place A = new Place("a", "z");
    private static final Place A_DASH = new Place("a-b", "a");
    private static final Place B = new Place("b", "a");
    private static final Place C = new Place("b", "b.c");

    @Test
    void shouldGiveTheBeginningByNamespaceAndName() {
        Page.Part<Place> part = Page.of("2", null).part(List.of(C, B, A_DASH, A), Function.identity());

        assertThat(part.items()).containsExactly(A, A_DASH);
        assertThat(part.next()).isPresent();
        assertThat(part.remaining()).isEqualTo(2);
    }

    @Test
    void shouldShowWhatIsThereAllTheWhileOnceWhateverComesAndGoes() {
        String next = Page.of("2", null)
                .part(List.of(A, A_DASH, B, C), Function.identity())
                .next()
                .orElseThrow();
        List<Place> changed = new ArrayList<>(List.of(new Place("a", "new"), A, B, new Place("b", "aa"), C));

        Page.Part<Place> part = Page.of("2", next).part(changed, Function.identity());

        assertThat(part.items()).containsExactly(B, new Place("b", "aa"));
        assertThat(Page.of("2", part.next().orElseThrow()).part(changed, Function.identity()))
                .isEqualTo(new Page.Part<>(List.of(C), Optional.empty(), 0));
    }

    @Test
    void shouldGiveAHundredWhereNothingIsSaid() {
        assertThat(Page.of(null, null).limit()).isEqualTo(100);
        assertThat(Page.of("500", "").limit()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "501", "99999999999", "many", "1.5", ""})
    void shouldRefuseALimitThatIsNoneAndSayTheRange(String limit) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Page.of(limit, null))
                .withMessageContaining("from 1 to 500")
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("limit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%%%", "c2hvcA", "L2E", "Ly4uL3NlY3JldHM"})
    void shouldRefuseATokenThatItHasNotGiven(String token) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> Page.of(null, token))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo("continue"));
    }
}
