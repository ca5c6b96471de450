package dev.gangway.config;

import dev.gangway.adapter.events.BackgroundAnnouncer;
import dev.gangway.adapter.events.ChatMessage;
import dev.gangway.adapter.events.ChatNotification;
import dev.gangway.adapter.events.EventChannel;
import dev.gangway.adapter.events.KubernetesEvents;
import dev.gangway.adapter.telemetry.DeliveryMeters;
import dev.gangway.control.Announcer;
import dev.gangway.control.DeliveryMeter;
import dev.gangway.control.ShiftEvent;
import dev.gangway.domain.shift.Phase;
import dev.gangway.domain.shift.ShiftId;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All who are told of decisions. Those that others may hold up have threads of their own. A decision is told once, whether the loop tells of
 * it or it was found in the history, where the loop's own answer was lost.
 */
final class Announcements implements Announcer, AutoCloseable {
    private static final int REMEMBERED = 10_000;

    /** Ten of each of 500 shifts that begin at once, which overran 500 in all. */
    private static final int EVENTS_WAITING = 5_000;

    /** Who reads a chat is not helped by more. */
    private static final int MESSAGES_WAITING = 500;

    private final Set<Decided> told = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Decided, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });
    private final List<Announcer> all = new ArrayList<>();
    private final List<BackgroundAnnouncer> slow = new ArrayList<>();

    /** A shift decides once at a time. */
    private record Decided(ShiftId shift, Instant at, Phase.Kind to) {}

    /**
     * Puts them together.
     *
     * @param atOnce are told before the call returns
     * @param uid of a TrafficShift, where it is there still
     */
    Announcements(
            List<Announcer> atOnce,
            KubernetesClient management,
            Function<ShiftId, Optional<String>> uid,
            GangwayConfig config,
            DeliveryMeter meter) {
        all.addAll(atOnce);
        if (config.events().kubernetes()) {
            add(
                    KubernetesEvents.CHANNEL,
                    new KubernetesEvents(management, uid, instance(), meter, System::nanoTime),
                    EVENTS_WAITING,
                    meter);
        }
        config.chat()
                .webhookFile()
                .ifPresent(file -> add(
                        ChatNotification.CHANNEL,
                        new ChatNotification(file, message(config), ChatNotification.Times.DEFAULT),
                        MESSAGES_WAITING,
                        meter));
    }

    /** The same, where what is not delivered is counted in a registry. */
    static Announcements counted(
            List<Announcer> atOnce,
            KubernetesClient management,
            Function<ShiftId, Optional<String>> uid,
            GangwayConfig config,
            MeterRegistry registry) {
        return new Announcements(atOnce, management, uid, config, meter(registry));
    }

    /** Of all channels that there may be. */
    static DeliveryMeter meter(MeterRegistry registry) {
        return new DeliveryMeters(
                registry, List.of(EventChannel.NAME, KubernetesEvents.CHANNEL, ChatNotification.CHANNEL));
    }

    private void add(String channel, Announcer announcer, int waiting, DeliveryMeter meter) {
        BackgroundAnnouncer background = new BackgroundAnnouncer(channel, announcer, waiting, meter);
        slow.add(background);
        all.add(background);
    }

    private static ChatMessage message(GangwayConfig config) {
        return new ChatMessage(phases(config.chat().phases()), config.chat().template(), config.consoleUrl());
    }

    private static Set<Phase.Kind> phases(List<String> titles) {
        Set<Phase.Kind> phases = EnumSet.noneOf(Phase.Kind.class);
        for (String title : titles) {
            phases.add(Arrays.stream(Phase.Kind.values())
                    .filter(kind -> kind.title().equals(title.strip()))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("gangway.chat.phases: there is no phase '%s'; there are %s"
                                    .formatted(
                                            title,
                                            Arrays.stream(Phase.Kind.values())
                                                    .map(Phase.Kind::title)
                                                    .collect(Collectors.joining(", "))))));
        }
        return phases;
    }

    /** The pod's name, where this runs in one. */
    private static String instance() {
        return Optional.ofNullable(System.getenv("HOSTNAME"))
                .filter(name -> !name.isBlank())
                .orElse("gangway");
    }

    @Override
    public void announce(ShiftEvent event) {
        if (isNew(new Decided(event.plan().id(), event.at(), event.to()))) {
            all.forEach(announcer -> announcer.announce(event));
        }
    }

    private boolean isNew(Decided decision) {
        synchronized (told) {
            return told.add(decision);
        }
    }

    @Override
    public void close() {
        slow.forEach(BackgroundAnnouncer::close);
    }
}
