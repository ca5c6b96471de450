package dev.gangway.fake;

import dev.gangway.control.Announcer;
import dev.gangway.control.ShiftEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it was told. */
public final class RecordingAnnouncer implements Announcer {
    private final List<ShiftEvent> events = new CopyOnWriteArrayList<>();

    public List<ShiftEvent> events() {
        return List.copyOf(events);
    }

    @Override
    public void announce(ShiftEvent event) {
        events.add(event);
    }
}
