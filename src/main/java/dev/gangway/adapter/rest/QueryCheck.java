package dev.gangway.adapter.rest;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a query parameter that an operation does not have, and one that is given twice: what is passed over may be the one that keeps
 * something from being done, as a misspelt {@code dryRun}.
 */
public final class QueryCheck {
    private static final int LONGEST_SHOWN = 100;

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    Optional<Response> check(ContainerRequestContext request, ResourceInfo operation) {
        if (!AccessGuard.isAny(operation)) {
            return Optional.empty();
        }
        Set<String> names = known.computeIfAbsent(
                operation.getResourceMethod(), method -> parameters(operation.getResourceClass(), method));
        Map<String, List<String>> given = new TreeMap<>(request.getUriInfo().getQueryParameters());
        return given.keySet().stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .map(name -> unknown(name, names))
                .or(() -> given.keySet().stream()
                        .filter(name -> given.get(name).size() > 1)
                        .findFirst()
                        .map(QueryCheck::repeated));
    }

    /** Those of a method, of what it takes together, and of the class of its operations. */
    static Set<String> parameters(Class<?> resource, Method method) {
        Stream<? extends AnnotatedElement> together = Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(BeanParam.class))
                .map(Parameter::getType)
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()));
        return Stream.of(Arrays.stream(method.getParameters()), Arrays.stream(resource.getDeclaredFields()), together)
                .flatMap(places -> places)
                .flatMap(place -> Stream.ofNullable(place.getAnnotation(QueryParam.class)))
                .map(QueryParam::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Response unknown(String name, Set<String> names) {
        return ProblemMappers.response(
                ProblemType.UNKNOWN_PARAMETER,
                "there is no query parameter '%s' here, and nothing was done: %s"
                        .formatted(
                                shown(name),
                                names.isEmpty() ? "leave it out, there is none" : "there are %s".formatted(names)),
                shown(name));
    }

    private static Response repeated(String name) {
        return ProblemMappers.response(
                ProblemType.INVALID, "%s is given more than once: say it once".formatted(name), name);
    }

    private static String shown(String name) {
        return name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "...";
    }
}
