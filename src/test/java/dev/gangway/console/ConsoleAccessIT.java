package dev.gangway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everybody can use it: axe-core's rules of WCAG 2.2 AA hold on every page, in light and dark, on a desk and on a telephone. */
@QuarkusTest
class ConsoleAccessIT extends ConsoleTest {
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void shouldHoldOnEveryPage(ColorScheme colours) {
        open(options().setColorScheme(colours).setReducedMotion(ReducedMotion.REDUCE));
        visit("/");
        assertThat(page.locator(".lesson")).isVisible();
        shouldBeFreeOfViolations("empty");
        ShopShifts.start("payments");
        ShopShifts.await("payments", "RolledBack");
        ShopShifts.start("checkout");
        assertThat(page.locator(".row.needs")).isVisible();
        shouldBeFreeOfViolations("fleet");
        button("Start a shift").click();
        shouldBeFreeOfViolations("form");
        choose("Cancel");

        visitShift("payments");
        page.locator("summary").first().click();
        assertThat(page.locator("time-chart canvas")).not().hasCount(0);
        shouldBeFreeOfViolations("shift");
        button("Retry").click();
        shouldBeFreeOfViolations("confirmation");
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void shouldHoldWhereAShiftWaitsForApproval(ColorScheme colours) {
        ShopShifts.start(mesh, "checkout", "approvals: {beforeStart: true}");
        open(options().setColorScheme(colours).setReducedMotion(ReducedMotion.REDUCE));
        visit("/");
        assertThat(page.locator(".row .badge.held")).isVisible();
        shouldBeFreeOfViolations("fleet");
        visitShift("checkout");
        button("Approve").click();
        shouldBeFreeOfViolations("approval");
        choose("Cancel");
        shouldBeFreeOfViolations("held");
    }

    @Test
    void shouldHoldWhereTheConnectionIsLost() {
        visit("/");
        assertThat(page.locator(".lesson")).isVisible();
        context.setOffline(true);
        assertThat(page.locator(".connection.lost")).isVisible();

        shouldBeFreeOfViolations("lost");
    }

    @Test
    void shouldFitATelephone() {
        ShopShifts.start("payments");
        open(new Browser.NewContextOptions()
                .setViewportSize(375, 740)
                .setIsMobile(true)
                .setHasTouch(true));
        for (String path : List.of("/", "/?shift=shop/payments")) {
            visit(path);
            assertThat(page.getByText("payments").first()).isVisible();
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                    .as("width of %s", path)
                    .isEqualTo(375);
            shouldBeFreeOfViolations("telephone " + path);
        }
    }

    private void shouldBeFreeOfViolations(String where) {
        assertThat(new AxeBuilder(page).withTags(RULES).analyze().getViolations())
                .as(where)
                .extracting(violation -> "%s: %s at %s"
                        .formatted(
                                violation.getId(),
                                violation.getHelp(),
                                violation.getNodes().get(0).getTarget()))
                .isEmpty();
    }
}
