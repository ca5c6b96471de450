package dev.gangway.cli;

import dev.gangway.domain.traffic.ServiceRef;

/** How people write a service. */
final class Services {
    private Services() {}

    /** The service of {@code NAMESPACE/NAME}; throws IllegalArgumentException for anything else. */
    static ServiceRef read(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'%s' must be NAMESPACE/NAME, such as shop/checkout".formatted(text));
        }
        return new ServiceRef(text.substring(0, slash), text.substring(slash + 1));
    }
}
