package dev.gangway.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.Reason;
import dev.gangway.domain.shift.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordsTest {
    @Test
    void shouldWriteConstantsAsTheInterfaceNamesThem() {
        assertThat(Words.title(Request.Intent.ROLL_BACK)).isEqualTo("RollBack");
        assertThat(Words.title(Request.Intent.ADVANCE)).isEqualTo("Advance");
        assertThat(Words.title(Reason.Cause.VERDICT)).isEqualTo("Verdict");
    }

    @ParameterizedTest
    @EnumSource(Phase.Kind.class)
    void shouldNamePhasesAsTheDomainDoes(Phase.Kind kind) {
        assertThat(Words.title(kind)).isEqualTo(kind.title());
    }
}
