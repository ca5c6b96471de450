package dev.gangway.control.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gangway.control.access.AccessControl.Admitted;
import dev.gangway.control.access.AccessControl.Forbidden;
import dev.gangway.control.access.AccessControl.Unknown;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessControlTest {
    private static final Identity ANA = new Identity("ana", "", List.of(), Map.of());
    private static final Act PAUSE = new Act(Permission.PAUSE_SHIFT, "shop", "checkout");
    private static final Act PROMOTE = new Act(Permission.PROMOTE_SHIFT, "shop", "checkout");

    private final AccessControl access = AccessControl.asking(
            token -> Optional.of(ANA).filter(unused -> token.equals("token-of-ana")),
            (who, act) -> Set.of(PAUSE).contains(act));

    @Test
    void shouldLetInWhoMay() {
        assertThat(access.ask(Optional.of("Bearer token-of-ana"), List.of(PAUSE)))
                .isEqualTo(new Admitted(Optional.of(ANA)));
    }

    @Test
    void shouldNotKnowWhoShowsNothing() {
        assertThat(access.ask(Optional.empty(), List.of(PAUSE))).isEqualTo(new Unknown(false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer another",
                "Bearer",
                "Bearer ",
                "Basic token-of-ana",
                "token-of-ana",
                "Bearer token-of-ana, Bearer other",
                "Bearer token-of-ana\nX: y",
                "Bearer token of ana"
            })
    void shouldNotKnowWhoShowsWhatIsNoTokenOfAnybody(String authorization) {
        assertThat(access.ask(Optional.of(authorization), List.of(PAUSE))).isEqualTo(new Unknown(true));
    }

    @Test
    void shouldHaveNoTokenReviewedThatIsLongerThanAnyIs() {
        AccessControl asks = AccessControl.asking(token -> Optional.of(ANA), (who, act) -> true);

        assertThat(asks.ask(Optional.of("Bearer " + "a".repeat(20_000)), List.of(PAUSE)))
                .isEqualTo(new Unknown(true));
    }

    @Test
    void shouldNotCareHowBearerIsWritten() {
        assertThat(AccessControl.token("bearer  a.b-c_d~e+f/g==")).contains("a.b-c_d~e+f/g==");
    }

    @Test
    void shouldRefuseWhoMayNotDoAllOfIt() {
        assertThat(access.ask(Optional.of("Bearer token-of-ana"), List.of(PAUSE, PROMOTE)))
                .isEqualTo(new Forbidden(ANA, PROMOTE));
        assertThat(PROMOTE.words()).isEqualTo("update trafficshifts/promote 'checkout' in namespace 'shop'");
    }

    @Test
    void shouldRefuseToBeAskedForNothing() {
        assertThatThrownBy(() -> access.ask(Optional.of("Bearer token-of-ana"), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldLetInEverybodyWhereItIsOpen() {
        assertThat(AccessControl.open().ask(Optional.empty(), List.of(PAUSE)))
                .isEqualTo(new Admitted(Optional.empty()));
        assertThat(AccessControl.open().isOpen()).isTrue();
        assertThat(access.isOpen()).isFalse();
    }

    @Test
    void shouldSayWhetherWhoWasLetInMayDoMore() {
        assertThat(access.allows(Optional.of(ANA), PAUSE)).isTrue();
        assertThat(access.allows(Optional.of(ANA), PROMOTE)).isFalse();
        assertThat(access.allows(Optional.empty(), PAUSE)).isFalse();
        assertThat(AccessControl.open().allows(Optional.empty(), PROMOTE)).isTrue();
    }

    @Test
    void shouldNotTakeANamelessUserForAnybody() {
        assertThatThrownBy(() -> new Identity(" ", "", List.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
