package dev.gangway.crash;

import io.smallrye.config.WithDefault;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Settings as Gangway has them when nobody sets any, but for those that the test does. SmallRye's own reading of them takes longer
 * than all else that has to be done before the first call to a cluster.
 */
final class Defaults implements InvocationHandler {
    private final Map<String, String> others;

    private Defaults(Map<String, String> others) {
        this.others = others;
    }

    /** The settings of an interface; {@code others} by the names of its methods. */
    static <T> T of(Class<T> settings, Map<String, String> others) {
        return settings.cast(
                Proxy.newProxyInstance(settings.getClassLoader(), new Class<?>[] {settings}, new Defaults(others)));
    }

    @Override
    public Object invoke(Object proxy, Method setting, Object[] arguments) {
        WithDefault standard = setting.getAnnotation(WithDefault.class);
        if (standard == null) {
            return setting.getReturnType().equals(Optional.class)
                    ? Optional.empty()
                    : of(setting.getReturnType(), others);
        }
        return parsed(others.getOrDefault(setting.getName(), standard.value()), setting.getReturnType());
    }

    private static Object parsed(String text, Class<?> type) {
        if (type.equals(Duration.class)) {
            return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
        }
        if (type.equals(int.class)) {
            return Integer.valueOf(text);
        }
        if (type.equals(boolean.class)) {
            return Boolean.valueOf(text);
        }
        if (type.equals(URI.class)) {
            return URI.create(text);
        }
        if (type.equals(List.class)) {
            return List.of(text.split(","));
        }
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .filter(value -> value.toString().equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow();
        }
        return type.equals(Path.class) ? Path.of(text) : text;
    }
}
