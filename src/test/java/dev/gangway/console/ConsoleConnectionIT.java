package dev.gangway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A console that can't reach Gangway says so, keeps what it has, and comes back by itself. */
@QuarkusTest
class ConsoleConnectionIT extends ConsoleTest {
    private Line line;

    @Override
    URI entrance() {
        line = new Line(address);
        return line.address();
    }

    @AfterEach
    void closeTheLine() {
        line.close();
    }

    @Test
    void shouldSayWhenTheConnectionIsLostAndComeBackWithWhatHappenedMeanwhile() {
        ShopShifts.start("ledger");
        ShopShifts.await("ledger", "Shifting");
        visitShift("ledger");
        assertThat(connection()).hasText(Pattern.compile("Live"));

        line.cut();
        inTime(connection().getByText("Connection lost, last seen"));
        assertThat(page.locator("main")).hasCSS("filter", "grayscale(1)");
        assertThat(page.locator(".about")).containsText("Shifting");
        ShopShifts.command("ledger", "pause");
        ShopShifts.await("ledger", "Paused");
        assertThat(page.locator(".about")).containsText("Shifting");

        line.mend();

        inTime(connection().getByText("Live"));
        inTime(page.locator(".about").getByText("Paused"));
        assertThat(page.locator("main")).hasCSS("filter", "none");
    }

    @Test
    void shouldStayWhereTheReaderIsWhenItComesBack() {
        new ManyShifts(1000).answer(page);
        visit("/");
        Locator rows = page.locator(".row:not(.head)");
        assertThat(rows).hasCount(1000);
        rows.nth(500).scrollIntoViewIfNeeded();
        line.cut();
        inTime(connection().getByText("Connection lost"));
        Object before = page.evaluate("scrollY");

        line.mend();

        inTime(connection().getByText("Live"));
        assertThat(before).isNotEqualTo(0);
        assertThat(page.evaluate("scrollY")).isEqualTo(before);
        assertThat(rows).hasCount(1000);
    }

    @Test
    void shouldReadTheShiftsAgainWhenToldThatSomethingWasMissed() {
        List<String> lists = new CopyOnWriteArrayList<>();
        page.onRequest(request -> {
            if (request.url().contains("/api/v1/shifts?")) {
                lists.add(request.url());
            }
        });
        page.route(
                "**/api/v1/events",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/event-stream")
                        .setBody("event:gap\nid:1\ndata:{\"reason\":\"read the shifts again\"}\n\n")));

        visit("/");

        // Once for having connected, and once more for the gap.
        page.waitForCondition(() -> lists.size() >= 2);
        assertThat(lists).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void shouldAskForATokenAndSendItWithEverything() {
        List<String> sent = new CopyOnWriteArrayList<>();
        page.route("**/api/v1/**", route -> {
            String token = route.request().headerValue("Authorization");
            if ("Bearer let-me-in".equals(token)) {
                sent.add(route.request().url());
                route.resume();
            } else {
                route.fulfill(
                        new Route.FulfillOptions()
                                .setStatus(401)
                                .setContentType("application/problem+json")
                                .setBody(
                                        "{\"type\":\"urn:gangway:problem:unauthenticated\",\"status\":401,\"detail\":\"who are you?\"}"));
            }
        });
        visit("/");

        page.getByLabel("Bearer token").fill("Bearer let-me-in");
        button("Sign in").click();

        inTime(connection().getByText("Live"));
        assertThat(page.getByLabel("Bearer token")).hasCount(0);
        assertThat(page.locator(".lesson")).isVisible();
        assertThat(sent).anyMatch(url -> url.endsWith("/events")).anyMatch(url -> url.contains("/shifts?"));
        assertThat(page.url()).doesNotContain("let-me-in");
        button("Forget the token").click();
        assertThat(page.getByLabel("Bearer token")).isVisible();
    }

    private Locator connection() {
        return page.locator(".connection");
    }

    private static void inTime(Locator locator) {
        assertThat(locator).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
    }
}
