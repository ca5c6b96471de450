package dev.gangway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gangway.config.GangwayConfig;
import java.lang.reflect.Method;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A setting of a new type is found here, and not when processes that can't start are to be killed. */
class DefaultsTest {
    @Test
    void shouldGiveEverySettingOfGangwayInItsType() throws ReflectiveOperationException {
        assertThat(settings(GangwayConfig.class, Defaults.of(GangwayConfig.class, Map.of())))
                .isGreaterThan(30);
    }

    /** How many there are. */
    private static int settings(Class<?> type, Object given) throws ReflectiveOperationException {
        int settings = 0;
        for (Method setting : type.getDeclaredMethods()) {
            setting.setAccessible(true);
            Object value = setting.invoke(given);
            assertThat(value).as("%s", setting).isNotNull();
            settings += setting.getReturnType().getName().startsWith(GangwayConfig.class.getName())
                            && setting.getReturnType().isInterface()
                    ? settings(setting.getReturnType(), value)
                    : 1;
        }
        return settings;
    }
}
