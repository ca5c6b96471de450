package dev.gangway.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Takes the pictures of the documentation: into target/pictures, or where {@code -Dconsole.pictures=docs/images} says. A
 * picture is small enough to be kept with the sources.
 */
@QuarkusTest
class ConsolePicturesIT extends ConsoleTest {
    private static final Path PICTURES = Path.of(System.getProperty("console.pictures", "target/pictures"));
    private static final long LARGEST_BYTES = 200_000;

    @Test
    void shouldPictureTheFleetAndAShiftOnItsWayAndOneThatWasRolledBack() throws IOException {
        haveAFleet();
        openAs(ColorScheme.LIGHT, 1360, 520);
        visit("/");
        assertThat(page.locator(".row.needs")).isVisible();
        take("console-fleet");

        openAs(ColorScheme.LIGHT, 1360, 860);
        visitShift("payments");
        assertThat(page.locator(".objectives canvas")).hasCount(2);
        take("console-rolled-back");

        openAs(ColorScheme.DARK, 1360, 860);
        visitShift("checkout");
        assertThat(page.locator(".objectives canvas")).hasCount(2);
        take("console-dark");

        openAs(ColorScheme.LIGHT, 390, 844);
        visitShift("checkout");
        assertThat(page.locator(".objectives canvas")).hasCount(2);
        take("console-phone");
    }

    @Test
    void shouldPictureAThousandShifts() throws IOException {
        openAs(ColorScheme.LIGHT, 1360, 700);
        new ManyShifts(1000).answer(page);
        visit("/");
        assertThat(page.locator(".row:not(.head)")).hasCount(1000);
        take("console-thousand");
    }

    private void haveAFleet() {
        ShopShifts.start("payments");
        ShopShifts.await("payments", "RolledBack");
        ShopShifts.start("ledger");
        ShopShifts.start("checkout");
        ShopShifts.awaitWeight("checkout", 50);
        ShopShifts.command("checkout", "pause");
        ShopShifts.await("checkout", "Paused");
    }

    private void openAs(ColorScheme colours, int width, int height) {
        open(new Browser.NewContextOptions().setColorScheme(colours).setViewportSize(width, height));
    }

    private void take(String name) throws IOException {
        Path picture = PICTURES.resolve(name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(picture));
        assertThat(Files.size(picture)).as(name).isBetween(1L, LARGEST_BYTES);
    }
}
