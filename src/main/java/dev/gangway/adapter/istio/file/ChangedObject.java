package dev.gangway.adapter.istio.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gangway.control.plan.PlannedObject;
import java.util.Optional;

/** A change as text. What stands is written only where somebody asks, as plans are mostly about what would. */
record ChangedObject(String name, Deed deed, Optional<ObjectNode> standing, Optional<String> after)
        implements PlannedObject {

    @Override
    public Optional<String> before() {
        return deed == Deed.UNCHANGED ? after : standing.map(YamlWriter::write);
    }
}
