package dev.gangway.cli;

import dev.gangway.domain.traffic.ClusterName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How people write a cluster. */
final class Clusters implements ITypeConverter<ClusterName> {
    @Override
    public ClusterName convert(String text) {
        try {
            return new ClusterName(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
