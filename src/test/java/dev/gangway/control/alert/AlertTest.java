package dev.gangway.control.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.domain.shift.Request.Intent;
import dev.gangway.domain.shift.Shifts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gangway_shift=shop/cart-to-eks1",
                "gangway_shift=shop/cart-to-eks1 namespace=monitoring service=prometheus",
                "namespace=shop gangway_shift=cart-to-eks1",
                "destination_service=cart.shop.svc.cluster.local",
                "destination_service=cart.shop.svc.cluster.local namespace=monitoring service=istiod",
                "destination_service_namespace=shop destination_service_name=cart",
                "destination_service_namespace=shop destination_service_name=cart namespace=monitoring service=x",
                "namespace=shop service=cart",
                "namespace=shop shift=cart-to-eks1",
                "namespace=shop service=other shift=cart-to-eks1",
            })
    void shouldSpeakOfTheShiftByItsLabels(String labels) {
        assertThat(Alerts.fires("f1", labels).speaksOf(Alerts.shift(Shifts.wants(Intent.ADVANCE))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "namespace=shop",
                "service=cart",
                "shift=cart-to-eks1",
                "gangway_shift=cart-to-eks1",
                "gangway_shift=other/cart-to-eks1",
                "namespace=other gangway_shift=cart-to-eks1",
                "destination_service_name=cart",
                "destination_service=cart",
                "destination_service=cart.other.svc.cluster.local",
                "destination_service=payments.shop.svc.cluster.local namespace=shop",
                "namespace=other service=cart",
                "namespace=shop service=payments",
                "namespace=other shift=cart-to-eks1",
                "namespace=shop shift=other",
                "destination_service_namespace=other destination_service_name=cart namespace=shop",
                "destination_service_namespace=shop destination_service_name=payments service=cart",
            })
    void shouldSpeakOfNoOtherShift(String labels) {
        assertThat(Alerts.fires("f1", labels).speaksOf(Alerts.shift(Shifts.wants(Intent.ADVANCE))))
                .isFalse();
    }

    @Test
    void shouldBeNamedOnOneLineThatIsNotTooLong() {
        assertThat(Alerts.fires("f1", "alertname=High\nError\u0000Rate").words())
                .isEqualTo("alert High Error Rate (f1)");
        assertThat(Alerts.fires("f1", "alertname=" + "a".repeat(1_000)).name()).hasSize(200);
        assertThat(Alerts.fires("f1", "").words()).isEqualTo("alert  (f1)");
    }
}
