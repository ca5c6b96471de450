package dev.gangway.bench.load;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * How many objects of each class a JVM holds after a full collection, by its own histogram.
 *
 * @param byClass by the name of the class as the JVM writes it
 */
record LiveObjects(Map<String, Long> byClass) {
    private static final Pattern LINE = Pattern.compile("^ *\\d+: +(\\d+) +\\d+ +(\\S+)", Pattern.MULTILINE);
    private static final String OURS = "dev.gangway.";

    /** Those of a process on this machine. */
    static LiveObjects of(long pid) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            String address = machine.startLocalManagementAgent();
            machine.detach();
            try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
                Object text = connector
                        .getMBeanServerConnection()
                        .invoke(
                                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                "gcClassHistogram",
                                new Object[] {new String[0]},
                                new String[] {String[].class.getName()});
                return read(text.toString());
            }
        } catch (AttachNotSupportedException | IOException | JMException e) {
            throw new IllegalStateException("could not ask Gangway's JVM for its objects", e);
        }
    }

    private static LiveObjects read(String histogram) {
        Map<String, Long> byClass = new TreeMap<>();
        Matcher lines = LINE.matcher(histogram);
        while (lines.find()) {
            byClass.merge(lines.group(2), Long.parseLong(lines.group(1)), Long::sum);
        }
        return new LiveObjects(byClass);
    }

    /** How many there are of Gangway's own classes. */
    long ours() {
        return byClass.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(OURS))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Classes of which there are at least so many more than there were, and how many more. */
    Map<String, Long> moreThan(LiveObjects before, long least) {
        return byClass.entrySet().stream()
                .filter(entry -> growth(before, entry) >= least)
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> growth(before, entry), Long::sum, TreeMap::new));
    }

    private static long growth(LiveObjects before, Map.Entry<String, Long> entry) {
        return entry.getValue() - before.byClass().getOrDefault(entry.getKey(), 0L);
    }
}
