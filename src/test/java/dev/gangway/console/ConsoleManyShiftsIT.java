package dev.gangway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 1,000 TrafficShifts that Gangway really has: 999 at rest, and one that begins while somebody looks. */
@QuarkusTest
class ConsoleManyShiftsIT extends ConsoleTest {
    @BeforeEach
    void haveMany() {
        StandingShifts.write(mesh, 999);
    }

    @AfterEach
    void removeThem() {
        StandingShifts.removeAll(mesh);
    }

    @Test
    void shouldListThemAllFilterThemAndSortThem() {
        visit("/");
        shouldHaveRows(999);
        inTime(page.locator(".summary").getByText("20 need a person"));
        assertThat(page.locator(".group").first()).hasText(Pattern.compile("Needs a person\\s+20"));
        assertThat(rows().first()).containsText("12 of 410 requests to eks1 failed");
        assertThat(rows().nth(20)).containsText("rolled back before it began by an edit of the TrafficShift");

        page.getByLabel("Search").fill("team-07");
        shouldHaveRows(25);
        button("Service").click();
        button("Service").click();
        List<String> shown = rows().locator(".service a").allTextContents();
        assertThat(shown).hasSize(25).isSortedAccordingTo((a, b) -> b.compareTo(a));

        page.getByLabel("Search").fill("");
        page.getByLabel("Namespace").selectOption("team-39");
        shouldHaveRows(24);
        assertThat(rows().first()).containsText("team-39");
    }

    @Test
    void shouldShowAmongAThousandTheOneThatMovesAsItMoves() {
        visit("/");
        shouldHaveRows(999);

        ShopShifts.start(mesh, "checkout", "approvals: {steps: [25]}, pacing: {watchSeconds: 60}");
        Locator moving = rows().filter(new Locator.FilterOptions()
                .setHas(page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("checkout").setExact(true))));
        inTime(moving);
        shouldHaveRows(1000);
        assertThat(moving.locator(".share")).not().hasText("0\u00a0%", patiently());
        inTime(moving.locator(".phase").getByText("Approval"));
        page.getByLabel("Phase", new Page.GetByLabelOptions().setExact(true)).selectOption("Shifting");
        shouldHaveRows(1);

        ShopShifts.command("checkout", "approve");
        inTime(page.getByText("None of 1,000 shifts is like that."));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Show all"))
                .click();
        inTime(moving.locator(".phase").getByText("Succeeded"));
        assertThat(moving.locator(".share")).hasText("100\u00a0%");
        shouldHaveRows(1000);
    }

    private void shouldHaveRows(int count) {
        assertThat(rows()).hasCount(count, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS));
    }

    private Locator rows() {
        return page.locator(".row:not(.head)");
    }

    private static LocatorAssertions.HasTextOptions patiently() {
        return new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS);
    }

    /** What no decision tells, as what holds a shift, comes with the next reading of the whole list, once a minute. */
    private static void inTime(Locator locator) {
        assertThat(locator).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(2 * PATIENCE_MILLIS));
    }
}
