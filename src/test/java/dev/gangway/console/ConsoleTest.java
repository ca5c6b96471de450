package dev.gangway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.gangway.real.Program;
import dev.gangway.sim.SimulatedMesh;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * A real Chromium before the console of the running application. Whatever a test does, no script may fail and nobody but the
 * application may be asked for anything.
 */
abstract class ConsoleTest {
    /** A shift of the tests takes some seconds; a machine that is busy takes its time. */
    static final double PATIENCE_MILLIS = 60_000;

    private static final String POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'";

    private static Playwright playwright;
    private static Browser browser;

    @TestHTTPResource("/")
    URI address;

    @Inject
    SimulatedMesh mesh;

    final List<String> faults = new CopyOnWriteArrayList<>();
    final List<String> strangers = new CopyOnWriteArrayList<>();

    BrowserContext context;
    Page page;

    /** Where the browser finds Gangway. */
    URI origin;

    @BeforeAll
    static void openBrowser() {
        Program.assumeInstalled("chromium");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Program.find("chromium").orElseThrow())
                        .setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    static void closeBrowser() {
        if (playwright != null) {
            browser.close();
            playwright.close();
        }
    }

    @BeforeEach
    void openPage() {
        ShopShifts.removeAll(mesh);
        origin = entrance();
        open(options());
    }

    @AfterEach
    void shouldHaveFailedNowhereAndAskedNobodyElse() {
        context.close();
        ShopShifts.removeAll(mesh);
        assertThat(faults).isEmpty();
        assertThat(strangers).isEmpty();
    }

    /** Where the browser of each test finds Gangway. */
    URI entrance() {
        return address;
    }

    /** How the browser of each test is. */
    Browser.NewContextOptions options() {
        return new Browser.NewContextOptions().setViewportSize(1360, 860);
    }

    /** Takes another browser window, set up so. */
    final void open(Browser.NewContextOptions options) {
        if (context != null) {
            context.close();
        }
        context = browser.newContext(options);
        page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onPageError(faults::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                faults.add(message.text());
            }
        });
        page.route(url -> URI.create(url).getPath().equals("/"), ConsoleTest::serveUnderPolicy);
        page.onRequest(request -> {
            if (!URI.create(request.url()).getAuthority().equals(origin.getAuthority())) {
                strangers.add(request.url());
            }
        });
    }

    /** The strictest policy that the console promises to be content with. */
    private static void serveUnderPolicy(Route route) {
        APIResponse served = route.fetch();
        Map<String, String> headers = new HashMap<>(served.headers());
        headers.put("content-security-policy", POLICY);
        route.fulfill(new Route.FulfillOptions().setResponse(served).setHeaders(headers));
    }

    /** Goes to a page of the console. */
    final void visit(String path) {
        page.navigate(origin.resolve(path).toString());
    }

    /** Goes to the page of a shift in the shop and waits until it is there. */
    final void visitShift(String name) {
        visit("/?shift=shop/" + name);
        assertThat(page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName(name).setExact(true)))
                .isVisible();
    }

    /** The button of that name, not of a longer one. */
    final Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** What is open to be confirmed or filled in. */
    final Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    /** Presses a button of the dialog. */
    final void choose(String name) {
        dialog().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }
}
