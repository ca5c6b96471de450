package dev.gangway.control.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a caller of an operation must be permitted. Where it is, is in the path: {@code {namespace}}, and as the object's name
 * {@code {name}}, {@code {cluster}} or {@code {in}}, each of which must be permitted. An operation without this is nobody's.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Needs {
    /** The permission. */
    Permission value();

    /**
     * Whether the operation is confined to the namespace that the query's {@code namespace} names, where it names one. An operation
     * that passes it over must not say so: it would give away all namespaces to who may see one.
     */
    boolean namespaceInQuery() default false;
}
