package dev.gangway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.gangway.fake.StubGate;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What holds a shift where evidence does not, and the word that lets it go on. */
@QuarkusTest
class ConsoleGatesIT extends ConsoleTest {

    @Test
    void shouldLetAShiftBeginAndClimbByAnApprovalThatIsGivenByTheKeyboardAlone() {
        ShopShifts.start(mesh, "checkout", "approvals: {beforeStart: true, steps: [25]}");
        visit("/");
        Locator waiting = page.locator(".row.needs");
        inTime(waiting.locator(".badge.held"));
        assertThat(waiting.locator(".badge.held")).hasText(Pattern.compile("held by\\s+Approval"));
        assertThat(page.locator(".group").first()).containsText("Needs a person");
        assertThat(waiting.locator(".badge.bad")).hasCount(0);

        visitShift("checkout");
        assertThat(held()).containsText("waits for approval of the start");
        button("Approve").focus();
        page.keyboard().press("Enter");
        assertThat(dialog()).containsText("Attempt 1 begins");
        assertThat(dialog().getByLabel("Reason")).isFocused();
        page.keyboard().type("the load test is through");
        page.keyboard().press("Enter");
        assertThat(dialog()).isHidden();
        inTime(page.locator(".story li:has-text('the load test is through')").first());

        inTime(held().getByText("waits for approval of 25\u00a0%"));
        assertThat(page.locator(".about .badge.bad")).hasCount(0);
        button("Approve").click();
        assertThat(dialog()).containsText("Writes 75\u00a0% k8s2 / 25\u00a0% eks1 into the routes of shop/checkout");
        assertThat(dialog()).containsText("attempt 1 up to this weight");
        choose("Approve");
        inTime(page.locator(".story li:has-text('→ 25 %')").first());
        assertThat(button("Approve")).hasCount(0);
        assertThat(held()).isEmpty();
    }

    @Test
    void shouldApproveWhatWasReadAndSayWhereGangwayRefuses() {
        ShopShifts.start(mesh, "checkout", "approvals: {beforeStart: true}");
        visitShift("checkout");
        page.route(
                "**/checkout/approve",
                route -> route.fulfill(
                        new Route.FulfillOptions()
                                .setStatus(409)
                                .setContentType("application/problem+json")
                                .setBody(
                                        "{\"status\":409,\"detail\":\"shift checkout waits for approval of 50 %, not of 0 %\"}")));

        button("Approve").click();
        Request sent = page.waitForRequest("**/checkout/approve", () -> choose("Approve"));

        assertThat(JsonPath.from(sent.postData()).getMap("")).hasSize(1).containsEntry("percent", 0);
        assertThat(dialog().getByText("waits for approval of 50 %")).isVisible();
        assertThat(button("Cancel")).isVisible();
    }

    @Test
    void shouldSayUntilWhenAFreezeHoldsAShiftAndOfferNoApprovalOfIt() {
        ShopShifts.start(
                mesh,
                "checkout",
                "freezes: [{from: '2000-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z', reason: the century}]");
        visit("/?q=window");
        inTime(page.locator(".row .badge.held"));
        assertThat(page.locator(".row .badge.held")).hasText(Pattern.compile("Window"));
        assertThat(page.locator(".row .why")).containsText("waits for the end of the freeze 'the century'");
        assertThat(page.locator(".group").first()).containsText("On the way");

        visitShift("checkout");

        assertThat(held().locator("time")).hasAttribute("datetime", "2100-01-01T00:00:00Z");
        assertThat(button("Approve")).hasCount(0);
        assertThat(button("Pause")).isVisible();
    }

    @Test
    void shouldTellAGateThatSaysNoFromOneThatIsSilentAndGoOnWhenItPasses() {
        try (StubGate gate = new StubGate()) {
            ShopShifts.start(
                    mesh,
                    "checkout",
                    "gates: [{name: change-board, type: confirm-rollout, url: '%s'}]".formatted(gate.address()));
            visitShift("checkout");
            inTime(held().getByText("the start waits: gate 'change-board' answered 403"));
            assertThat(held().locator(".badge")).hasText(Pattern.compile("held by\\s+Gate"));

            gate.answerWith(503);
            inTime(held().getByText("gate 'change-board' did not answer"));
            assertThat(held().locator(".badge")).hasText(Pattern.compile("held by\\s+Silent gate"));
            visit("/");
            assertThat(page.locator(".group").first()).containsText("Needs a person");

            gate.answerWith(200);
            visitShift("checkout");
            inTime(page.locator(".story li:has-text('Preparing')").first());
            assertThat(held()).isEmpty();
        }
    }

    /** Where it is said what holds it; read aloud when it changes. */
    private Locator held() {
        return page.locator(".now [role=status]");
    }

    private static void inTime(Locator locator) {
        assertThat(locator).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
    }
}
