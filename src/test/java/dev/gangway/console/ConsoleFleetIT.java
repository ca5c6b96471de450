package dev.gangway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of 1,000 shifts. */
@QuarkusTest
class ConsoleFleetIT extends ConsoleTest {

    @BeforeEach
    void haveMany() {
        new ManyShifts(1000).answer(page);
    }

    @Test
    void shouldShowAllOfAThousandWithWhatNeedsAPersonFirst() {
        visit("/");

        assertThat(rows()).hasCount(1000);
        assertThat(page.locator(".summary")).containsText("20 need a person");
        assertThat(page.locator(".group").first()).hasText(Pattern.compile("Needs a person\\s+20"));
        assertThat(rows().first()).containsText("RolledBack");
        assertThat(rows().nth(20)).not().containsText("RolledBack");
        assertThat(rows().last()).containsText("Succeeded");
    }

    @Test
    void shouldDrawOnlyTheRowsThatAreSeen() {
        visit("/");
        assertThat(rows()).hasCount(1000);

        // A row that is skipped has no text that could be painted.
        String drawn = "row => row.querySelector('.service a').checkVisibility({contentVisibilityAuto: true})";
        assertThat(rows().first().evaluate(drawn)).isEqualTo(true);
        assertThat(rows().last().evaluate(drawn)).isEqualTo(false);
        rows().last().scrollIntoViewIfNeeded();
        page.waitForFunction("() => " + "(" + drawn + ")([...document.querySelectorAll('.row:not(.head)')].at(-1))");
        assertThat(rows().last().getByRole(AriaRole.LINK)).isVisible();
    }

    @Test
    void shouldKeepTheSearchAndTheOrderInTheAddressSoThatALinkSharesThem() {
        visit("/");
        page.getByLabel("Search").fill("team-07");
        assertThat(rows()).hasCount(25);
        button("Service").click();
        button("Service").click();
        assertThat(page).hasURL(Pattern.compile("\\?q=team-07&sort=-service$"));
        List<String> shown = rows().locator(".service a").allTextContents();

        visit(page.url().substring(page.url().indexOf("/?")));

        assertThat(rows()).hasCount(25);
        assertThat(rows().locator(".service a").allTextContents()).isEqualTo(shown);
        assertThat(shown).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(page.getByLabel("Search")).hasValue("team-07");
        assertThat(page.getByRole(AriaRole.COLUMNHEADER).first()).hasAttribute("aria-sort", "descending");
    }

    @Test
    void shouldFilterByPhaseAndSayWhenNothingIsLikeThat() {
        visit("/");
        page.getByLabel("Phase", new Page.GetByLabelOptions().setExact(true)).selectOption("RolledBack");
        assertThat(rows()).hasCount(20);
        page.getByLabel("Search").fill("nobody");

        assertThat(page.getByText("None of 1,000 shifts is like that.")).isVisible();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Show all"))
                .click();
        assertThat(rows()).hasCount(1000);
    }

    @Test
    void shouldGoBackToTheListAsItWas() {
        visit("/?q=team-07");
        rows().first().getByRole(AriaRole.LINK).click();
        assertThat(page).hasURL(Pattern.compile("shift=team-07/service-"));

        page.goBack();

        assertThat(page.getByLabel("Search")).hasValue("team-07");
        assertThat(rows()).hasCount(25);
    }

    @Test
    void shouldLinkTheAlertsOfADecisionToWhereTheyAreShown() {
        visit("/?shift=team-07/service-0007");

        Locator decision = page.locator(".story li").first();
        assertThat(decision.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("BurnsItsBudget")))
                .hasAttribute("href", "https://prometheus.example/graph?g0.expr=up");
        assertThat(decision.getByText("Alert Mischief")).isVisible();
        assertThat(decision.getByRole(AriaRole.LINK)).hasCount(1);
    }

    @Test
    void shouldBeSteeredByTheKeyboardAlone() {
        visit("/");
        assertThat(rows()).hasCount(1000);

        page.keyboard().press("/");
        assertThat(page.getByLabel("Search")).isFocused();
        page.keyboard().type("service-0007");
        assertThat(rows()).hasCount(1);
        rows().getByRole(AriaRole.LINK).focus();
        page.keyboard().press("Enter");

        assertThat(page).hasURL(Pattern.compile("shift=team-07/service-0007$"));
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .isFocused();
    }

    private Locator rows() {
        return page.locator(".row:not(.head)");
    }
}
