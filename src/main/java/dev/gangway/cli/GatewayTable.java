package dev.gangway.cli;

import dev.gangway.control.gateway.GatewayState;
import dev.gangway.control.gateway.GatewayState.Part;
import java.util.Locale;

/** An east-west gateway for people. */
final class GatewayTable {
    private GatewayTable() {}

    static String of(GatewayState state) {
        StringBuilder table = new StringBuilder();
        for (Part part : state.parts()) {
            table.append("%-24s%-10s%s%s%n"
                    .formatted(
                            part.kind(),
                            words(part.standing()),
                            part.name(),
                            part.seen().isEmpty() ? "" : "  (" + part.seen() + ")"));
        }
        state.others()
                .ifPresent(service -> table.append("%-24s%-10s%s  (the gateway of this network; nothing is made)%n"
                        .formatted("Service", "not ours", service)));
        if (!state.addresses().isEmpty()) {
            table.append("%-24s%-10s%s%n".formatted("address", "", String.join(", ", state.addresses())));
        }
        return table.append(state.lacking()
                        .map(lack -> "%n%s is not reached through an east-west gateway: %s%n"
                                .formatted(state.network(), lack))
                        .orElse("%n%s is reached through its east-west gateway%n".formatted(state.network())))
                .toString();
    }

    private static String words(Enum<?> standing) {
        return standing.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
