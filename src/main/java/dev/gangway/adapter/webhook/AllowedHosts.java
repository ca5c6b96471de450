package dev.gangway.adapter.webhook;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * The hosts that policies may have called: whoever may write a policy could else reach whatever Gangway can.
 *
 * @param patterns {@code gates.shop.svc}, {@code gates.example.com:8443} for one port, {@code *.example.com} for all names below
 */
record AllowedHosts(List<String> patterns) {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    AllowedHosts {
        patterns = patterns.stream()
                .map(pattern -> pattern.strip().toLowerCase(Locale.ROOT))
                .toList();
        patterns.forEach(AllowedHosts::requireThatItIsOne);
    }

    boolean admit(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        String port = ":" + port(url);
        return patterns.stream().anyMatch(pattern -> matches(pattern, host) || matches(pattern, host + port));
    }

    private static boolean matches(String pattern, String host) {
        // A suffix without its point would admit evil-example.com as well.
        return pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : host.equals(pattern);
    }

    private static int port(URI url) {
        return url.getPort() != -1 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? HTTPS : HTTP;
    }

    private static void requireThatItIsOne(String pattern) {
        String name = pattern.startsWith("*.") ? pattern.substring(2) : pattern;
        boolean isIpv6 = name.startsWith("[") && name.contains("]");
        if (!isIpv6 && !name.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?")) {
            throw new IllegalArgumentException(
                    "gangway.gates.hosts: '%s' is no host: write it as gates.example.com, gates.example.com:8443 or *.example.com"
                            .formatted(pattern));
        }
    }
}
