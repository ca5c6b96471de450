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
import org.junit.jupiter.api.Test;

/** What somebody who moves a service does in a browser, and sees. */
@QuarkusTest
class ConsoleShiftIT extends ConsoleTest {

    @Test
    void shouldTeachHowToStartWhereThereIsNoShiftYet() {
        visit("/");

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("No shift yet")))
                .isVisible();
        assertThat(page.getByText("kubectl get trafficshifts")).isVisible();
        assertThat(page.getByText("curl -X POST " + origin())).isVisible();
    }

    @Test
    void shouldStartAShiftFromTheFormAndShowItMoveUntilItHasSucceeded() {
        visit("/");
        fillIn("checkout");
        choose("Start");

        assertThat(page).hasURL(address.resolve("/?shift=shop/checkout").toString());
        inTime(page.locator(".story li:has-text('5 % → 10 %')"));
        inTime(page.locator(".about").getByText("Succeeded"));
        assertThat(page.locator(".big b")).hasText("100 %");
        assertThat(page.locator(".now .split")).hasAttribute("aria-label", Pattern.compile("^0.% k8s2, 100.% eks1$"));
        assertThat(page.locator(".story li").first()).containsText("Succeeded");
        assertThat(page.locator("time-chart canvas")).not().hasCount(0);
    }

    @Test
    void shouldSayAtTheFieldWhatTheServerRefuses() {
        visit("/");
        fillIn("events");
        choose("Start");

        Locator service = dialog().getByLabel("Service");
        assertThat(service).hasAttribute("aria-invalid", "true");
        assertThat(service).isFocused();
        assertThat(dialog().locator("#service-problem")).containsText("headless");
        assertThat(dialog().locator("#service-problem")).containsText("give it a cluster IP to move it");
    }

    @Test
    void shouldShowWhyAShiftWasRolledBackWithTheNumbersThatLedToIt() {
        ShopShifts.start("payments");
        visitShift("payments");

        inTime(page.locator(".about").getByText("RolledBack"));

        assertThat(page.locator(".now .why")).containsText("requests to eks1 failed");
        assertThat(page.locator(".big b")).hasText("0 %");
        Locator decision = page.locator(".story li:has-text('RollingBack')").first();
        assertThat(decision).containsText("→ 0 %");
        decision.locator("summary").click();
        assertThat(decision.getByRole(AriaRole.ROW).nth(1)).containsText("1,000 : 1");
        assertThat(page.locator(".objectives")).containsText("back at 1,000 : 1");
        visit("/");
        assertThat(page.locator(".group").first()).containsText("Needs a person");
        assertThat(page.locator(".row.needs")).containsText("payments");
    }

    @Test
    void shouldPauseWithAReasonAndResume() {
        ShopShifts.start("checkout");
        ShopShifts.awaitWeight("checkout", 2);
        visitShift("checkout");

        button("Pause").click();
        assertThat(dialog()).containsText("no routes are written");
        dialog().getByLabel("Reason").fill("lunch");
        choose("Pause");
        inTime(page.locator(".about").getByText("Paused"));
        assertThat(page.locator(".now .why")).containsText("lunch");
        assertThat(button("Pause")).hasCount(0);

        button("Resume").click();
        choose("Resume");
        inTime(page.locator(".about").getByText("Succeeded"));
    }

    /** Reasons come from people, alerts and other systems. */
    @Test
    void shouldShowMarkupInAReasonAsTheTextThatItIs() {
        ShopShifts.start("checkout");
        ShopShifts.awaitWeight("checkout", 0.1);
        visitShift("checkout");

        button("Pause").click();
        dialog().getByLabel("Reason").fill("<img src=x onerror=alert(1)>");
        choose("Pause");

        inTime(page.locator(".about").getByText("Paused"));
        assertThat(page.locator(".now .why")).containsText("<img src=x onerror=alert(1)>");
        assertThat(page.locator(".story li").first()).containsText("<img src=x onerror=alert(1)>");
        assertThat(page.locator("main img")).hasCount(0);
    }

    @Test
    void shouldSayWhatIsWrittenWhereBeforeItPromotesAndRollsBack() {
        ShopShifts.start("ledger");
        ShopShifts.await("ledger", "Shifting");
        visitShift("ledger");

        button("Promote …").click();
        assertThat(dialog())
                .containsText("Writes 0 % k8s2 / 100 % eks1 into the routes of shop/ledger in eks1 and k8s2");
        choose("Cancel");
        assertThat(dialog()).isHidden();
        assertThat(ShopShifts.get("ledger").getString("intent")).isEqualTo("Advance");
        button("Promote …").click();
        choose("Promote");
        inTime(page.locator(".big b").getByText("100 %"));

        button("Roll back …").click();
        assertThat(dialog()).containsText("Writes 100 % k8s2 / 0 % eks1");
        choose("Roll back");
        inTime(page.locator(".about").getByText("RolledBack"));
        assertThat(page.locator(".now .why")).containsText("olled back by");
        assertThat(button("Retry")).isVisible();
    }

    @Test
    void shouldShowHowOldTheNewestSampleOfEachPrometheusIs() {
        ShopShifts.start("checkout");
        visitShift("checkout");

        for (String cluster : List.of("k8s2", "eks1")) {
            Locator card = page.locator(".cards .card")
                    .filter(new Locator.FilterOptions()
                            .setHas(page.getByRole(
                                    AriaRole.HEADING,
                                    new Page.GetByRoleOptions().setName(cluster).setExact(true))));
            inTime(card.getByText(Pattern.compile("newest sample \\d+ s ago")));
        }
    }

    @Test
    void shouldShowThePreflightOfAShiftOnDemand() {
        ShopShifts.start("checkout");
        visitShift("checkout");

        button("Look anew").click();

        assertThat(page.locator(".checks li")).not().hasCount(0);
        assertThat(page.locator(".checks")).containsText("Pass");
    }

    @Test
    void shouldTellWhoDoesNotSeeWhatWasDecided() {
        ShopShifts.start("payments");
        visitShift("payments");

        assertThat(page.locator("#said"))
                .containsText(
                        "RolledBack, 0 % at eks1",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
    }

    private void fillIn(String service) {
        button("Start a shift").click();
        dialog().getByLabel("Namespace").fill("shop");
        dialog().getByLabel("Service").fill(service);
        dialog().getByLabel("From").selectOption("k8s2");
        dialog().getByLabel("To", new Locator.GetByLabelOptions().setExact(true))
                .selectOption("eks1");
    }

    private String origin() {
        return "http://" + address.getAuthority();
    }

    private static void inTime(Locator locator) {
        assertThat(locator).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
    }
}
